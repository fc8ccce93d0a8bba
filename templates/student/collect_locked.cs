<?cs # The photo can't be changed any more, and what to do.
  Reads Collect.Ordered, Collect.Token.
?><?cs if:Collect.Ordered ?><?cs set:Page.Title = Text.Collect.OrderedTitle ?><?cs else ?><?cs set:Page.Title = Text.Collect.SubmittedTitle ?><?cs /if ?><?cs include:"layout/top.cs" ?><?cs include:"layout/steps.cs" ?>
<h1><?cs var:Page.Title ?></h1><?cs if:Collect.Ordered ?>
<p class="gp-lead"><?cs var:Text.Collect.OrderedText ?></p>
<p class="gp-actions"><a class="weui-btn weui-btn_primary" href="/orders"><?cs var:Text.Collect.ToOrders ?></a></p><?cs else ?>
<p class="gp-lead"><?cs var:Text.Collect.SubmittedText ?></p>
<p class="gp-actions"><a class="weui-btn weui-btn_primary" href="/collections/<?cs var:Collect.Token ?>"><?cs var:Text.Collect.ToCollection ?></a></p><?cs /if ?>
<?cs include:"layout/bottom.cs" ?>
