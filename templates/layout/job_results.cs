<?cs # What came of a list from CHSI.
  Reads Result.{Dry,Seen,Confirmed,Refused,Already,Open,Errors,Ignored},
  Result.Faults.<i>.{Line,Why}.
?><ul class="ga-tiles">
<li><span><?cs var:Text.Results.Seen ?><b><?cs var:Result.Seen ?></b></span></li>
<li><span><?cs var:Text.Results.NewConfirmed ?><b><?cs var:Result.Confirmed ?></b></span></li>
<li><span><?cs var:Text.Results.NewRefused ?><b><?cs var:Result.Refused ?></b></span></li>
<li><span><?cs var:Text.Results.StillOpen ?><b><?cs var:Result.Open ?></b></span></li>
<li><span><?cs var:Text.Results.Already ?><b><?cs var:Result.Already ?></b></span></li>
<li><span><?cs var:Text.Results.Errors ?><b><?cs var:Result.Errors ?></b></span></li>
</ul>
<p><?cs if:Result.Dry ?><?cs var:Text.Results.WasDry ?><?cs else ?><?cs var:Text.Results.WasStored ?><?cs /if ?></p><?cs if:Result.Ignored ?>
<p class="gp-note"><?cs var:Text.Results.Ignored ?> <?cs var:Result.Ignored ?></p><?cs /if ?><?cs if:Result.Errors > #0 ?>
<div class="ga-scroll" tabindex="0" role="group" aria-label="<?cs var:Text.Results.Errors ?>">
<table class="ga-table">
<thead><tr><th class="ga-number" scope="col"><?cs var:Text.Results.Line ?></th><th scope="col"><?cs var:Text.Results.Why ?></th></tr></thead>
<tbody><?cs each:x = Result.Faults ?>
<tr><td class="ga-number"><?cs var:x.Line ?></td><td><?cs var:x.Why ?></td></tr><?cs /each ?>
</tbody>
</table>
</div>
<p class="gp-note"><?cs var:Text.Results.FirstOnes ?></p><?cs /if ?>
<p><a href="/admin/results"><?cs var:Text.Results.Back ?></a></p>
