<?cs # The camera, and a plain file input that always works.
  Reads Camera.{HasPhoto,Keep,Paint}, Form.Error, Page.Csrf.
?><?cs set:Page.Title = Text.Collect.CameraTitle ?><?cs set:Page.Script = "camera" ?><?cs include:"layout/top.cs" ?><?cs include:"layout/steps.cs" ?>
<h1><?cs var:Text.Collect.CameraTitle ?></h1>
<p class="gp-lead"><?cs var:Text.Collect.CameraLead ?></p><?cs if:Form.Error ?>
<p class="gp-error" role="alert" tabindex="-1"><?cs var:Form.Error ?></p><?cs /if ?>
<?cs set:Camera.Send = "/collect/upload" ?><?cs set:Camera.Form = "/collect/photo" ?><?cs set:Camera.Next = "/collect/preview" ?><?cs set:Camera.Login = "/login?next=/collect/camera" ?><?cs include:"layout/camera.cs" ?>
<p class="gp-actions"><a class="gp-link" href="/collect/friend"><?cs var:Text.Friend.Link ?></a><a class="gp-link" href="/collect/guide"><?cs var:Text.Collect.GuideTitle ?></a><?cs if:Camera.HasPhoto ?><a class="gp-link" href="/collect/preview"><?cs var:Text.Collect.CameraEarlier ?></a><?cs /if ?></p>
<?cs include:"layout/bottom.cs" ?>
