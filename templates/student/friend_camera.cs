<?cs # The camera on the friend's phone: nobody's name, nobody's number.
  Reads Camera.{HasPhoto,Keep,Paint}, Friend.{Version,Left,Time}, Form.Error, Page.Csrf.
?><?cs set:Page.Title = Text.Friend.HelpTitle ?><?cs set:Page.Script = "camera" ?><?cs include:"layout/top.cs" ?>
<script type="module" src="<?cs var:Static ?>/friend.js"></script>
<h1><?cs var:Text.Friend.HelpTitle ?></h1>
<p class="gp-lead"><?cs var:Text.Friend.CameraLead ?></p><?cs if:Form.Error ?>
<p class="gp-error" role="alert" tabindex="-1"><?cs var:Form.Error ?></p><?cs /if ?><?cs if:Friend.Version ?>
<p class="gp-note" data-poll="/friend/state" data-version="<?cs var:Friend.Version ?>"><?cs var:Text.Friend.Left ?> <b data-expires="<?cs var:Friend.Left ?>"><?cs var:Friend.Time ?></b></p><?cs /if ?>
<?cs set:Camera.Send = "/friend/upload" ?><?cs set:Camera.Form = "/friend/photo" ?><?cs set:Camera.Next = "/friend/preview" ?><?cs include:"layout/camera.cs" ?><?cs
if:Camera.HasPhoto ?>
<p class="gp-actions"><a class="gp-link" href="/friend/preview"><?cs var:Text.Friend.LastShot ?></a></p><?cs /if ?>
<?cs include:"layout/bottom.cs" ?>
