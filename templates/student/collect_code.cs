<?cs # The graduate's code: a picture, or its text; last four of the ID.
  Reads Code.At (one is kept), Code.Example (demonstration),
  Form.{Picture,Last4,Payload}.{Value,Error}, Form.Error, Page.Csrf. static/scan.js reads codes with the camera.
?><?cs set:Page.Title = Text.Collect.CodeTitle ?><?cs set:Page.Back = "/collect/identity" ?><?cs set:Page.Script = "scan" ?><?cs include:"layout/top.cs" ?><?cs include:"layout/steps.cs" ?><?cs include:"layout/form.cs" ?>
<h1><?cs var:Text.Collect.CodeTitle ?></h1>
<p class="gp-lead"><?cs var:Text.Collect.CodeLead ?></p><?cs if:Code.At ?>
<div class="gp-card">
<p><b><?cs var:Text.Collect.CodeKept ?></b></p>
<p class="gp-note"><?cs var:Text.Collect.CodeKeptAt ?> <?cs var:Code.At ?></p>
<p><a class="weui-btn weui-btn_primary" href="/collect/confirm"><?cs var:Text.Collect.CodeGoOn ?></a></p>
</div><?cs /if ?>
<details class="gp-card gp-more">
<summary><?cs var:Text.Collect.CodeHow ?></summary>
<ol class="gp-list">
<li><?cs var:Text.Collect.CodeHow1 ?></li>
<li><?cs var:Text.Collect.CodeHow2 ?></li>
<li><?cs var:Text.Collect.CodeHow3 ?></li>
</ol>
</details>
<form method="post" action="/collect/code" enctype="multipart/form-data"><?cs call:gp_form_start() ?>
<div data-scan data-decoder="<?cs var:Static ?>/jsqr.js" hidden>
<p class="gp-actions"><button class="weui-btn weui-btn_default" type="button" data-open><?cs var:Text.Collect.ScanOpen ?></button></p>
<p class="gp-note"><?cs var:Text.Collect.ScanHint ?></p>
<p class="gp-note" role="status" data-found="<?cs var:Text.Collect.ScanFound ?>" data-taken="<?cs var:Text.Collect.ScanShotTaken ?>" data-denied="<?cs var:Text.Collect.ScanDenied ?>" data-missing="<?cs var:Text.Collect.ScanNoCamera ?>"></p>
<dialog class="gp-scan" aria-label="<?cs var:Text.Collect.ScanTitle ?>">
<video playsinline muted></video>
<div class="gp-scan__frame"></div>
<p class="gp-scan__say" role="status" data-slow="<?cs var:Text.Collect.ScanSlow ?>"><?cs var:Text.Collect.ScanAim ?></p>
<p class="gp-scan__bar"><button type="button" data-close><?cs var:Text.Collect.ScanClose ?></button><button type="button" data-shot><?cs var:Text.Collect.ScanShot ?></button><button type="button" data-torch data-off="<?cs var:Text.Collect.ScanTorchOff ?>" aria-pressed="false" hidden><?cs var:Text.Collect.ScanTorch ?></button></p>
</dialog>
</div>
<div class="weui-cells weui-cells_form">
<div class="gp-field<?cs if:Form.Picture.Error ?> gp-field_bad<?cs /if ?>">
<div class="weui-cell"><div class="weui-cell__bd gp-pick">
<label for="f-Picture"><?cs var:Text.Collect.CodePicture ?></label>
<input id="f-Picture" name="Picture" type="file" accept="image/*"<?cs call:gp_described("Picture", Form.Picture, Text.Collect.CodePictureHint) ?>>
</div></div><?cs call:gp_field_end("Picture", Form.Picture, Text.Collect.CodePictureHint) ?>
</div><?cs
call:gp_field("Last4", Form.Last4, "text", Text.Collect.CodeLast4Label, Text.Collect.CodeLast4Hint, "off", "text", "4") ?>
</div>
<details class="gp-card gp-more"<?cs if:Form.Payload.Error ?> open<?cs elif:Form.Payload.Value ?> open<?cs /if ?>>
<summary><?cs var:Text.Collect.CodePaste ?></summary><?cs
call:gp_area("Payload", Form.Payload, Text.Collect.CodePayload, Text.Collect.CodePayloadHint, "3000") ?><?cs if:Code.Example ?>
<p class="gp-note"><?cs var:Text.Collect.CodeExample ?><br><code><?cs var:Code.Example ?></code></p><?cs /if ?>
</details><?cs
call:gp_submit(Text.Common.Next) ?>
</form>
<?cs include:"layout/bottom.cs" ?>
