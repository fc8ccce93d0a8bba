<?cs # The notices we sent. Reads Messages.N.What, State, Channel, At, Bad,
  Again (its number, where it can be sent again).
?><?cs set:Page.Title = Text.Messages.Title ?><?cs set:Page.Back = "/me" ?><?cs include:"layout/top.cs" ?>
<h1><?cs var:Text.Messages.Title ?></h1>
<p class="gp-lead"><?cs if:subcount(Messages) == #0 ?><?cs var:Text.Messages.None ?><?cs else ?><?cs var:Text.Messages.Lead ?><?cs /if ?></p><?cs each:m = Messages ?>
<section class="gp-card">
<h2><?cs var:m.What ?></h2>
<p class="gp-note"><?cs var:m.Channel ?> · <span class="gp-nowrap"><?cs var:m.At ?></span></p>
<p class="gp-note<?cs if:m.Bad ?> gp-note_bad<?cs /if ?>"><?cs var:m.State ?></p><?cs if:m.Again ?>
<form class="gp-actions" method="post" action="/me/messages">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>"><input type="hidden" name="Message" value="<?cs var:m.Again ?>">
<button class="weui-btn weui-btn_default" type="submit"><?cs var:Text.Messages.Again ?></button>
</form><?cs /if ?>
</section><?cs /each ?>
<?cs include:"layout/bottom.cs" ?>
