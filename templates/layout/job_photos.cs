<?cs # What came of a zip of photos: a department's, or enrolment photos.
  Reads Job.{View,State}, Result.{Dry,Files,Ready,Stored,Refused,Others},
  Result.Rows.<i>.{File,Number,Name,Text,Detail}.
?><?cs if:Job.View == "enrolment.import" ?><?cs set:Ready = Text.Enrolment.Ready ?><?cs set:Stored = Text.Enrolment.Stored ?><?cs set:WasDry = Text.Enrolment.WasDry ?><?cs set:WasStored = Text.Enrolment.WasStored ?><?cs else ?><?cs set:Ready = Text.Uploads.Ready ?><?cs set:Stored = Text.Uploads.Stored ?><?cs set:WasDry = Text.Uploads.WasDry ?><?cs set:WasStored = Text.Uploads.WasStored ?><?cs /if ?><ul class="ga-tiles">
<li><span><?cs var:Text.Uploads.Files ?><b><?cs var:Result.Files ?></b></span></li><?cs if:Result.Dry > #0 ?>
<li><span><?cs var:Ready ?><b><?cs var:Result.Ready ?></b></span></li><?cs else ?>
<li><span><?cs var:Stored ?><b><?cs var:Result.Stored ?></b></span></li><?cs if:Job.View == "photos.import" ?>
<li><span><?cs var:Text.Uploads.Refused ?><b><?cs var:Result.Refused ?></b></span></li><?cs /if ?><?cs /if ?>
<li><span><?cs var:Text.Uploads.Others ?><b><?cs var:Result.Others ?></b></span></li>
</ul>
<p><?cs if:Job.State == "cancelled" ?><?cs var:Text.Uploads.WasStopped ?><?cs elif:Result.Dry > #0 ?><?cs var:WasDry ?><?cs else ?><?cs var:WasStored ?><?cs /if ?></p><?cs if:Result.Rows.0.Text ?>
<div class="ga-scroll" tabindex="0" role="group" aria-label="<?cs var:Text.Uploads.Others ?>">
<table class="ga-table">
<thead><tr><th scope="col"><?cs var:Text.Uploads.FileName ?></th><th scope="col"><?cs var:Text.Uploads.Number ?></th><th scope="col"><?cs var:Text.Uploads.Name ?></th><th scope="col"><?cs var:Text.Uploads.Why ?></th></tr></thead>
<tbody><?cs each:x = Result.Rows ?>
<tr><td><?cs var:x.File ?></td><td><?cs var:x.Number ?></td><td><?cs var:x.Name ?></td><td><?cs var:x.Text ?><?cs if:x.Detail ?> <?cs var:x.Detail ?><?cs /if ?></td></tr><?cs /each ?>
</tbody>
</table>
</div>
<p class="gp-note"><?cs var:Text.Uploads.FirstOnes ?></p><?cs /if ?>
