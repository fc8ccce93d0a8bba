<?cs # This phone is not, or no longer, the camera: why, and what to do.
  Reads Friend.{State,Words,Version}.
?><?cs set:Page.Title = Text.Friend.HelpTitle ?><?cs set:Page.Script = "friend" ?><?cs include:"layout/top.cs" ?>
<h1><?cs if:Friend.State == "done" || Friend.State == "closed" ?><?cs var:Text.Friend.Thanks ?><?cs elif:Friend.State == "expired" ?><?cs var:Text.Friend.ExpiredTitle ?><?cs else ?><?cs var:Text.Friend.NotConnected ?><?cs /if ?></h1>
<p class="gp-lead"<?cs if:Friend.Version ?> data-poll="/friend/state" data-version="<?cs var:Friend.Version ?>"<?cs /if ?>><?cs var:Friend.Words ?></p><?cs if:Friend.State != "done" && Friend.State != "closed" ?>
<p class="gp-actions"><a class="weui-btn weui-btn_default" href="/friend"><?cs var:Text.Friend.TypeCode ?></a></p><?cs /if ?>
<?cs include:"layout/bottom.cs" ?>
