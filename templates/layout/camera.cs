<?cs # The camera and the plain file input, for the student's page and for the
  friend's. Reads Camera.{Send,Form,Next,Keep,Login,Paint}, Page.Csrf.
  static/camera.js finds its words and addresses here.
?><section class="gp-camera gp-camera_coming" id="camera" hidden data-csrf="<?cs var:Page.Csrf ?>"
  data-send="<?cs var:Camera.Send ?>" data-next="<?cs var:Camera.Next ?>" data-keep="<?cs var:Camera.Keep ?>"
  data-paint="<?cs var:Camera.Paint ?>">
<div class="gp-view" id="view">
<video id="video" playsinline muted autoplay disablepictureinpicture aria-label="<?cs var:Text.Camera.View ?>"></video>
<img class="gp-view__shot" id="shot" alt="<?cs var:Text.Camera.Shot ?>" hidden>
<img class="gp-view__outline" id="outline" src="<?cs var:Static ?>/outline.svg" alt="">
<img class="gp-view__sample" src="<?cs var:Static ?>/guide/sample.svg" alt="<?cs var:Text.Camera.Sample ?>" width="84" height="112">
<p class="gp-view__hint" id="hint" aria-hidden="true" hidden><svg class="gp-view__icon" width="30" height="30" viewBox="0 0 24 24" focusable="false"><use href="<?cs var:Static ?>/hints.svg#ready"></use></svg><span></span></p>
<p class="gp-view__count" id="count" aria-hidden="true" hidden></p>
<p class="gp-level" id="level" aria-hidden="true" hidden><span></span></p>
<div class="gp-view__flash" id="flash" hidden></div>
<div class="gp-camera__bar">
<button class="gp-round" id="switch" type="button" hidden><?cs var:Text.Camera.Switch ?></button>
<button class="gp-round" id="levelling" type="button" hidden><?cs var:Text.Camera.Level ?></button>
<button class="gp-shutter" id="shutter" type="button" disabled><span class="gp-unseen"><?cs var:Text.Camera.Shoot ?></span></button>
<button class="gp-round gp-round_end" id="timer" type="button" aria-describedby="timer-hint" disabled><?cs var:Text.Camera.Timer ?></button><span class="gp-unseen" id="timer-hint"><?cs var:Text.Camera.TimerHint ?></span>
</div>
</div>
<p class="gp-unseen" id="spoken" aria-live="polite"></p>
</section>
<div class="gp-send" id="send" hidden>
<p id="message" role="status" aria-live="polite"></p>
<p class="gp-send__bar" id="bar" hidden><progress id="progress" max="100" aria-labelledby="message"></progress><span id="percent" aria-hidden="true"></span></p>
<p class="gp-note" id="unseen" hidden><?cs var:Text.Camera.Unseen ?></p>
<p class="gp-actions"><button class="weui-btn weui-btn_primary" id="retry" type="button" hidden><?cs var:Text.Camera.Retry ?></button><?cs if:Camera.Login ?><a class="weui-btn weui-btn_primary" id="login" href="<?cs var:Camera.Login ?>" hidden><?cs var:Text.Camera.Login ?></a><?cs /if ?><button class="weui-btn weui-btn_default" id="again" type="button" hidden><?cs var:Text.Camera.Again ?></button><button class="weui-btn weui-btn_default" id="cancel" type="button" hidden><?cs var:Text.Camera.Cancel ?></button></p>
</div>
<section class="gp-card gp-advice" id="advice" role="alert" hidden>
<h2 id="advice-title"></h2>
<p id="advice-text"></p>
<ol class="gp-list" data-for="wechat_android" hidden><li><?cs var:Text.Camera.Advice.WechatAndroid1 ?></li><li><?cs var:Text.Camera.Advice.WechatAndroid2 ?></li></ol>
<ol class="gp-list" data-for="wechat_ios" hidden><li><?cs var:Text.Camera.Advice.WechatIos1 ?></li><li><?cs var:Text.Camera.Advice.WechatIos2 ?></li></ol>
<ol class="gp-list" data-for="qq" hidden><li><?cs var:Text.Camera.Advice.Qq1 ?></li><li><?cs var:Text.Camera.Advice.Qq2 ?></li></ol>
<ol class="gp-list" data-for="alipay" hidden><li><?cs var:Text.Camera.Advice.Alipay1 ?></li><li><?cs var:Text.Camera.Advice.Alipay2 ?></li></ol>
<ol class="gp-list" data-for="ios_safari" hidden><li><?cs var:Text.Camera.Advice.IosSafari1 ?></li><li><?cs var:Text.Camera.Advice.IosSafari2 ?></li></ol>
<ol class="gp-list" data-for="ios_other" hidden><li><?cs var:Text.Camera.Advice.IosOther1 ?></li><li><?cs var:Text.Camera.Advice.IosOther2 ?></li></ol>
<ol class="gp-list" data-for="android" hidden><li><?cs var:Text.Camera.Advice.Android1 ?></li><li><?cs var:Text.Camera.Advice.Android2 ?></li></ol>
<ol class="gp-list" data-for="desktop" hidden><li><?cs var:Text.Camera.Advice.Desktop1 ?></li><li><?cs var:Text.Camera.Advice.Desktop2 ?></li></ol>
<p class="gp-actions"><button class="weui-btn weui-btn_default" id="reopen" type="button"><?cs var:Text.Camera.Reopen ?></button><a class="weui-btn weui-btn_primary" id="secure" href="/" hidden><?cs var:Text.Camera.Secure ?></a><button class="weui-btn weui-btn_default" id="copy" type="button" hidden><?cs var:Text.Camera.Copy ?></button></p>
</section>
<form class="gp-card gp-file" id="file" method="post" action="<?cs var:Camera.Form ?>" enctype="multipart/form-data">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<p class="gp-actions" id="native" hidden><input class="gp-unseen" id="capture" type="file" accept="image/*" capture="environment"><label class="weui-btn weui-btn_default" id="native-button" for="capture"><?cs var:Text.Camera.Capture ?></label></p>
<p><label id="photo-button" for="photo"><?cs var:Text.Camera.FileTitle ?></label>
<input id="photo" name="photo" type="file" accept="image/*" required aria-describedby="photo-hint"></p>
<p class="gp-note" id="photo-hint"><?cs var:Text.Camera.FileHint ?></p>
<p class="gp-actions"><button class="weui-btn weui-btn_primary" id="upload" type="submit"><?cs var:Text.Camera.Upload ?></button></p>
</form>
<ul id="words" hidden>
<li data-word="starting"><?cs var:Text.Camera.Starting ?></li>
<li data-word="denied"><?cs var:Text.Camera.Denied ?></li>
<li data-word="denied_text"><?cs var:Text.Camera.DeniedText ?></li>
<li data-word="busy_camera"><?cs var:Text.Camera.Busy ?></li>
<li data-word="busy_camera_text"><?cs var:Text.Camera.BusyText ?></li>
<li data-word="missing"><?cs var:Text.Camera.Missing ?></li>
<li data-word="missing_text"><?cs var:Text.Camera.MissingText ?></li>
<li data-word="black"><?cs var:Text.Camera.Black ?></li>
<li data-word="black_text"><?cs var:Text.Camera.BlackText ?></li>
<li data-word="ended"><?cs var:Text.Camera.Ended ?></li>
<li data-word="ended_text"><?cs var:Text.Camera.EndedText ?></li>
<li data-word="old"><?cs var:Text.Camera.Old ?></li>
<li data-word="old_text"><?cs var:Text.Camera.OldText ?></li>
<li data-word="insecure"><?cs var:Text.Camera.Insecure ?></li>
<li data-word="insecure_text"><?cs var:Text.Camera.InsecureText ?></li>
<li data-word="lens"><?cs var:Text.Camera.Lens ?></li>
<li data-word="taken"><?cs var:Text.Camera.Taken ?></li>
<li data-word="found"><?cs var:Text.Camera.Found ?></li>
<li data-word="no_picture"><?cs var:Text.Camera.NoPicture ?></li>
<li data-word="hashing"><?cs var:Text.Camera.Hashing ?></li>
<li data-word="sending"><?cs var:Text.Camera.Sending ?></li>
<li data-word="processing"><?cs var:Text.Camera.Processing ?></li>
<li data-word="queued"><?cs var:Text.Camera.Queued ?></li>
<li data-word="seconds"><?cs var:Text.Camera.Seconds ?></li>
<li data-word="offline"><?cs var:Text.Camera.Offline ?></li>
<li data-word="signed_out"><?cs var:Text.Camera.SignedOut ?></li>
<li data-word="done"><?cs var:Text.Camera.Done ?></li>
<li data-word="large"><?cs var:Text.Camera.Large ?></li>
<li data-word="empty"><?cs var:Text.Camera.NoPicture ?></li>
<li data-word="unreadable"><?cs var:Text.Camera.Unreadable ?></li>
<li data-word="lost"><?cs var:Text.Camera.Lost ?></li>
<li data-word="refused"><?cs var:Text.Camera.Refused ?></li>
<li data-word="copied"><?cs var:Text.Camera.Copied ?></li>
<li data-word="hint_dark"><?cs var:Text.Camera.Hint.Dark ?></li>
<li data-word="hint_none"><?cs var:Text.Camera.Hint.None ?></li>
<li data-word="hint_many"><?cs var:Text.Camera.Hint.Many ?></li>
<li data-word="hint_far"><?cs var:Text.Camera.Hint.Far ?></li>
<li data-word="hint_close"><?cs var:Text.Camera.Hint.Close ?></li>
<li data-word="hint_left"><?cs var:Text.Camera.Hint.Aside ?></li>
<li data-word="hint_right"><?cs var:Text.Camera.Hint.Aside ?></li>
<li data-word="hint_up"><?cs var:Text.Camera.Hint.Up ?></li>
<li data-word="hint_down"><?cs var:Text.Camera.Hint.Down ?></li>
<li data-word="hint_tilt"><?cs var:Text.Camera.Hint.Tilt ?></li>
<li data-word="hint_turn"><?cs var:Text.Camera.Hint.Turn ?></li>
<li data-word="hint_still"><?cs var:Text.Camera.Hint.Still ?></li>
<li data-word="hint_side"><?cs var:Text.Camera.Hint.Side ?></li>
<li data-word="hint_busy"><?cs var:Text.Camera.Hint.Busy ?></li>
<li data-word="hint_wall"><?cs var:Text.Camera.Hint.Wall ?></li>
<li data-word="hint_paint"><?cs var:Text.Camera.Hint.Paint ?></li>
<li data-word="hint_good"><?cs var:Text.Camera.Hint.Good ?></li>
<li data-word="hint_ready"><?cs var:Text.Camera.Hint.Ready ?></li>
</ul>
