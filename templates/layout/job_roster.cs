<?cs # What came of a school's list.
  Reads Result.{Dry,Stored,Seen,Good,Added,Updated,Held,Errors,Ignored},
  Result.Faults.<i>.{Line,Column,Why}.
?><ul class="ga-tiles">
<li><span><?cs var:Text.Roster.Seen ?><b><?cs var:Result.Seen ?></b></span></li>
<li><span><?cs var:Text.Roster.Added ?><b><?cs var:Result.Added ?></b></span></li>
<li><span><?cs var:Text.Roster.Updated ?><b><?cs var:Result.Updated ?></b></span></li>
<li><span><?cs var:Text.Roster.Errors ?><b><?cs var:Result.Errors ?></b></span></li>
</ul>
<p><?cs if:Result.Stored > #0 ?><?cs var:Text.Roster.WasStored ?><?cs elif:Result.Errors > #0 ?><?cs var:Text.Roster.NotStored ?><?cs else ?><?cs var:Text.Roster.WasDry ?><?cs /if ?></p><?cs if:Result.Ignored ?>
<p class="gp-note"><?cs var:Text.Roster.Ignored ?> <?cs var:Result.Ignored ?></p><?cs /if ?><?cs if:Result.Errors > #0 ?>
<div class="ga-scroll" tabindex="0" role="group" aria-label="<?cs var:Text.Roster.Errors ?>">
<table class="ga-table">
<thead><tr><th class="ga-number" scope="col"><?cs var:Text.Roster.Line ?></th><th scope="col"><?cs var:Text.Roster.Column ?></th><th scope="col"><?cs var:Text.Roster.Why ?></th></tr></thead>
<tbody><?cs each:x = Result.Faults ?>
<tr><td class="ga-number"><?cs var:x.Line ?></td><td><?cs var:x.Column ?></td><td><?cs var:x.Why ?></td></tr><?cs /each ?>
</tbody>
</table>
</div>
<p class="gp-note"><?cs var:Text.Roster.FirstOnes ?></p><?cs /if ?>
