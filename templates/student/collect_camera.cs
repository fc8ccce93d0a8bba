<?cs # The camera, and a plain file input that always works.
  Reads Camera.HasPhoto, Form.Error, Page.Csrf. static/camera.js finds its
  words in the data- attributes.
?><?cs set:Page.Title = Text.Collect.CameraTitle ?><?cs set:Page.Script = "camera" ?><?cs include:"layout/top.cs" ?><?cs include:"layout/steps.cs" ?>
<h1><?cs var:Text.Collect.CameraTitle ?></h1>
<p class="gp-lead"><?cs var:Text.Collect.CameraLead ?></p><?cs if:Form.Error ?>
<p class="gp-error" role="alert" tabindex="-1"><?cs var:Form.Error ?></p><?cs /if ?>
<section class="gp-camera" id="camera" hidden data-csrf="<?cs var:Page.Csrf ?>"
  data-starting="<?cs var:Text.Collect.CameraStarting ?>"
  data-denied="<?cs var:Text.Collect.CameraDenied ?>"
  data-missing="<?cs var:Text.Collect.CameraMissing ?>"
  data-black="<?cs var:Text.Collect.CameraBlack ?>"
  data-busy="<?cs var:Text.Collect.CameraBusy ?>"
  data-sending="<?cs var:Text.Collect.CameraSending ?>"
  data-working="<?cs var:Text.Collect.CameraWorking ?>"
  data-lost="<?cs var:Text.Collect.CameraLost ?>"
  data-large="<?cs var:Text.Collect.CameraTooBig ?>">
<div class="gp-view" id="view">
<video id="video" playsinline muted autoplay aria-label="<?cs var:Text.Collect.CameraView ?>"></video>
<img class="gp-view__shot" id="shot" alt="" hidden>
<img class="gp-view__outline" src="<?cs var:Static ?>/guide/outline.svg" alt="">
<img class="gp-view__sample" src="<?cs var:Static ?>/guide/sample.svg" alt="<?cs var:Text.Collect.CameraSample ?>" width="84" height="112">
<div class="gp-camera__bar">
<button class="gp-round" id="switch" type="button" hidden><?cs var:Text.Collect.CameraSwitch ?></button>
<button class="gp-shutter" id="shutter" type="button" disabled><span class="gp-unseen"><?cs var:Text.Collect.CameraShoot ?></span></button>
<button class="gp-round" id="again" type="button" hidden><?cs var:Text.Collect.CameraAgain ?></button>
</div>
</div>
</section>
<div class="gp-send" id="send" hidden>
<p id="message" role="status" aria-live="polite"></p>
<progress id="progress" max="100" value="0" aria-labelledby="message" hidden></progress>
<p class="gp-actions"><button class="weui-btn weui-btn_primary" id="retry" type="button" hidden><?cs var:Text.Collect.CameraRetry ?></button></p>
</div>
<form class="gp-card gp-file" id="file" method="post" action="/collect/photo" enctype="multipart/form-data">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<label for="photo"><b><?cs var:Text.Collect.CameraFileTitle ?></b></label>
<input id="photo" name="photo" type="file" accept="image/*" required aria-describedby="photo-hint">
<p class="gp-note" id="photo-hint"><?cs var:Text.Collect.CameraFileHint ?></p>
<p class="gp-actions"><button class="weui-btn weui-btn_primary" id="upload" type="submit"><?cs var:Text.Collect.CameraUpload ?></button></p>
</form>
<p class="gp-actions"><a class="gp-link" href="/collect/guide"><?cs var:Text.Collect.GuideTitle ?></a><?cs if:Camera.HasPhoto ?><a class="gp-link" href="/collect/preview"><?cs var:Text.Collect.CameraEarlier ?></a><?cs /if ?></p>
<?cs include:"layout/bottom.cs" ?>
