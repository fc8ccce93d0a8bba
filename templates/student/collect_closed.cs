<?cs # The campaign is not open: when it is, and whom to ask.
  Reads Collect.{Campaign,Opens,Closes,Contact}.
?><?cs set:Page.Title = Text.Collect.ClosedTitle ?><?cs include:"layout/top.cs" ?><?cs include:"layout/steps.cs" ?>
<h1><?cs var:Text.Collect.ClosedTitle ?></h1>
<div class="gp-card">
<p><b><?cs var:Collect.Campaign ?></b></p>
<p><?cs var:Text.Collect.ClosedText ?><br><?cs var:Collect.Opens ?> <?cs var:Text.Collect.ClosedTo ?> <?cs var:Collect.Closes ?></p>
<p><?cs if:Collect.Contact ?><?cs var:Text.Collect.ClosedDo ?> <?cs var:Collect.Contact ?><?cs else ?><?cs var:Text.Collect.ClosedDoNone ?><?cs /if ?></p>
</div>
<p class="gp-actions"><a class="weui-btn weui-btn_default" href="/home"><?cs var:Text.Common.Home ?></a></p>
<?cs include:"layout/bottom.cs" ?>
