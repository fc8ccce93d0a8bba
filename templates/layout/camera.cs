<?cs # The camera and the plain file input, for the student's page and for the
  friend's. Reads Camera.{Send,Form,Next,Keep}, Page.Csrf. static/camera.js
  finds its words and addresses in the data- attributes.
?><section class="gp-camera" id="camera" hidden data-csrf="<?cs var:Page.Csrf ?>"
  data-send="<?cs var:Camera.Send ?>" data-next="<?cs var:Camera.Next ?>" data-keep="<?cs var:Camera.Keep ?>"
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
<form class="gp-card gp-file" id="file" method="post" action="<?cs var:Camera.Form ?>" enctype="multipart/form-data">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<label for="photo"><b><?cs var:Text.Collect.CameraFileTitle ?></b></label>
<input id="photo" name="photo" type="file" accept="image/*" required aria-describedby="photo-hint">
<p class="gp-note" id="photo-hint"><?cs var:Text.Collect.CameraFileHint ?></p>
<p class="gp-actions"><button class="weui-btn weui-btn_primary" id="upload" type="submit"><?cs var:Text.Collect.CameraUpload ?></button></p>
</form>
