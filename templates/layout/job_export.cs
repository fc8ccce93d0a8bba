<?cs # What came of a package or a check of one.
  Reads Result.{People,Without,Photos,Removed,Faulty,Bytes,Checked,Failed,Warned},
  Result.Faults.<i>.{No,Name,Department,What}.
?><ul class="ga-tiles">
<li><span><?cs var:Text.Export.Photos ?><b><?cs var:Result.Photos ?></b></span></li><?cs if:Job.View == "export.check" ?>
<li><span><?cs var:Text.Export.Without ?><b><?cs var:Result.Without ?></b></span></li><?cs /if ?><?cs if:Job.View == "export" ?>
<li><span><?cs var:Text.Export.Removed ?><b><?cs var:Result.Removed ?></b></span></li>
<li><span><?cs var:Text.Export.Faulty ?><b><?cs var:Result.Faulty ?></b></span></li><?cs /if ?><?cs if:Result.Checked ?>
<li><span><?cs var:Text.Export.Failed ?><b><?cs var:Result.Failed ?></b></span></li>
<li><span><?cs var:Text.Export.Warned ?><b><?cs var:Result.Warned ?></b></span></li><?cs /if ?>
</ul><?cs if:Result.Faulty > #0 ?>
<p class="gp-error"><?cs var:Text.Export.FaultyLead ?></p><?cs /if ?><?cs if:Result.Checked ?><?cs if:Result.Failed > #0 ?>
<h2><?cs var:Text.Export.FailedTitle ?></h2>
<div class="ga-scroll" tabindex="0" role="group" aria-label="<?cs var:Text.Export.FailedTitle ?>">
<table class="ga-table">
<thead><tr><th scope="col"><?cs var:Text.Review.Number ?></th><th scope="col"><?cs var:Text.Review.Name ?></th><th scope="col"><?cs var:Text.Desk.Department ?></th><th scope="col"><?cs var:Text.Export.Problem ?></th></tr></thead>
<tbody><?cs each:x = Result.Faults ?>
<tr><td class="ga-short"><?cs var:x.No ?></td><th scope="row"><?cs var:x.Name ?></th><td><?cs var:x.Department ?></td><td><?cs var:x.What ?></td></tr><?cs /each ?>
</tbody>
</table>
</div>
<p class="gp-note"><?cs var:Text.Export.MoreInFile ?></p><?cs elif:Result.Photos > #0 ?>
<p class="gp-note"><?cs var:Text.Export.AllGood ?></p><?cs /if ?><?cs /if ?>
