<?cs # A recent picture for the department.
  Reads Recent.{Department,Keep,Recolour,HasPhoto}, Form.Error, Page.Csrf.
  static/recent.js sends it in pieces.
?><?cs set:Page.Title = Text.Recent.Title ?><?cs set:Page.Script = "recent" ?><?cs set:Page.Back = "/collect/route" ?><?cs include:"layout/top.cs" ?><?cs include:"layout/steps.cs" ?>
<h1><?cs var:Text.Recent.Title ?></h1>
<p class="gp-lead"><?cs if:Recent.Department ?><?cs var:Recent.Department ?> · <?cs /if ?><?cs var:Text.Recent.Lead ?></p><?cs if:Form.Error ?>
<p class="gp-error" role="alert" tabindex="-1"><?cs var:Form.Error ?></p><?cs /if ?>
<ul class="gp-list">
<li><?cs var:Text.Recent.Rule1 ?></li>
<li><?cs var:Text.Recent.Rule2 ?></li>
<li><?cs var:Text.Recent.Rule3 ?></li>
</ul>
<form class="gp-card" id="recent" method="post" action="/collect/photo" enctype="multipart/form-data" data-keep="<?cs var:Recent.Keep ?>" data-login="/login?next=/collect/recent">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<p><label for="photo"><?cs var:Text.Recent.File ?></label>
<input id="photo" name="photo" type="file" accept="image/*" required aria-describedby="photo-hint"></p>
<p class="gp-note" id="photo-hint"><?cs var:Text.Recent.FileHint ?></p>
<p id="sending" role="status" hidden><progress max="1" aria-label="<?cs var:Text.Recent.Sending ?>"></progress> <span></span></p>
<p class="gp-error" id="trouble" role="alert" hidden></p>
<p class="gp-actions"><button class="weui-btn weui-btn_primary" type="submit"><?cs var:Text.Recent.Upload ?></button></p>
</form>
<form class="gp-card" method="post" action="/collect/recent">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<p><?cs if:Recent.Recolour ?><?cs var:Text.Recent.RecolourOn ?><?cs else ?><?cs var:Text.Recent.RecolourOff ?><?cs /if ?></p>
<p class="gp-actions"><button class="weui-btn weui-btn_default" type="submit" name="Recolour" value="<?cs if:Recent.Recolour ?>0<?cs else ?>1<?cs /if ?>"><?cs if:Recent.Recolour ?><?cs var:Text.Recent.Leave ?><?cs else ?><?cs var:Text.Recent.Replace ?><?cs /if ?></button></p>
</form><?cs if:Recent.HasPhoto ?>
<p class="gp-actions"><a class="gp-link" href="/collect/preview"><?cs var:Text.Recent.Earlier ?></a></p><?cs /if ?>
<ul id="words" hidden>
<li data-word="hashing"><?cs var:Text.Recent.Hashing ?></li>
<li data-word="sending"><?cs var:Text.Recent.Sending ?></li>
<li data-word="processing"><?cs var:Text.Recent.Processing ?></li>
<li data-word="queued"><?cs var:Text.Recent.Queued ?></li>
<li data-word="offline"><?cs var:Text.Recent.Offline ?></li>
<li data-word="failed"><?cs var:Text.Recent.Failed ?></li>
</ul>
<?cs include:"layout/bottom.cs" ?>
