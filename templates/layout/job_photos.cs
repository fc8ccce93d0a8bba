<?cs # What came of a zip of photos.
  Reads Result.{Dry,Files,Ready,Stored,Refused,Others},
  Result.Rows.<i>.{File,Number,Name,Text,Detail}.
?><ul class="ga-tiles">
<li><span><?cs var:Text.Uploads.Files ?><b><?cs var:Result.Files ?></b></span></li><?cs if:Result.Dry > #0 ?>
<li><span><?cs var:Text.Uploads.Ready ?><b><?cs var:Result.Ready ?></b></span></li><?cs else ?>
<li><span><?cs var:Text.Uploads.Stored ?><b><?cs var:Result.Stored ?></b></span></li>
<li><span><?cs var:Text.Uploads.Refused ?><b><?cs var:Result.Refused ?></b></span></li><?cs /if ?>
<li><span><?cs var:Text.Uploads.Others ?><b><?cs var:Result.Others ?></b></span></li>
</ul>
<p><?cs if:Result.Dry > #0 ?><?cs var:Text.Uploads.WasDry ?><?cs else ?><?cs var:Text.Uploads.WasStored ?><?cs /if ?></p><?cs if:Result.Rows.0.Text ?>
<div class="ga-scroll" tabindex="0" role="group" aria-label="<?cs var:Text.Uploads.Others ?>">
<table class="ga-table">
<thead><tr><th scope="col"><?cs var:Text.Uploads.FileName ?></th><th scope="col"><?cs var:Text.Uploads.Number ?></th><th scope="col"><?cs var:Text.Uploads.Name ?></th><th scope="col"><?cs var:Text.Uploads.Why ?></th></tr></thead>
<tbody><?cs each:x = Result.Rows ?>
<tr><td><?cs var:x.File ?></td><td><?cs var:x.Number ?></td><td><?cs var:x.Name ?></td><td><?cs var:x.Text ?><?cs if:x.Detail ?> <?cs var:x.Detail ?><?cs /if ?></td></tr><?cs /each ?>
</tbody>
</table>
</div>
<p class="gp-note"><?cs var:Text.Uploads.FirstOnes ?></p><?cs /if ?>
