<?cs # What came of a school's list.
  Reads Job.Token, Result.{Dry,Replace,Stored,Seen,Added,Updated,Removed,Kept,
  Errors,Ignored,Departments,Department}, Result.Rest.<i>.{No,Name}, Shown.<i>.{Line,Column,Why,Detail}:
  the first errors.
?><ul class="ga-tiles">
<li><span><?cs var:Text.Roster.Seen ?><b><?cs var:Result.Seen ?></b></span></li>
<li><span><?cs var:Text.Roster.Added ?><b><?cs var:Result.Added ?></b></span></li>
<li><span><?cs var:Text.Roster.Updated ?><b><?cs var:Result.Updated ?></b></span></li>
<?cs if:Result.Replace > #0 ?><li><span><?cs var:Text.Roster.Removed ?><b><?cs var:Result.Removed ?></b></span></li>
<li><span><?cs var:Text.Roster.Kept ?><b><?cs var:Result.Kept ?></b></span></li>
<?cs /if ?><li><span><?cs var:Text.Roster.Errors ?><b><?cs var:Result.Errors ?></b></span></li>
</ul>
<p><?cs if:Result.Stored > #0 ?><?cs var:Text.Roster.WasStored ?><?cs elif:Result.Errors > #0 ?><?cs var:Text.Roster.NotStored ?><?cs else ?><?cs var:Text.Roster.WasDry ?><?cs /if ?></p><?cs if:Result.Ignored ?>
<p class="gp-note"><?cs var:Text.Roster.Ignored ?> <?cs var:Result.Ignored ?></p><?cs /if ?><?cs if:Result.Departments > #0 ?>
<p><span class="ga-tag ga-tag_warn"><?cs var:Text.Roster.Departments ?> <?cs var:Result.Departments ?></span> <b><?cs var:Result.Department ?></b><?cs if:Result.Departments > #20 ?> …<?cs /if ?></p>
<p class="gp-note"><?cs if:Result.Stored > #0 ?><?cs var:Text.Roster.DepartmentsMade ?><?cs else ?><?cs var:Text.Roster.DepartmentsNew ?><?cs /if ?></p><?cs /if ?><?cs if:Result.Errors > #0 ?>
<div class="ga-scroll" tabindex="0" role="group" aria-label="<?cs var:Text.Roster.Errors ?>">
<table class="ga-table">
<thead><tr><th class="ga-number" scope="col"><?cs var:Text.Roster.Line ?></th><th scope="col"><?cs var:Text.Roster.Column ?></th><th scope="col"><?cs var:Text.Roster.Why ?></th></tr></thead>
<tbody><?cs each:x = Shown ?>
<tr><td class="ga-number"><?cs var:x.Line ?></td><td><?cs var:x.Column ?></td><td><?cs var:x.Why ?><?cs if:x.Detail ?> <b><?cs var:x.Detail ?></b><?cs /if ?></td></tr><?cs /each ?>
</tbody>
</table>
</div>
<p class="gp-note"><?cs var:Text.Roster.FirstOnes ?> <a href="/admin/jobs/<?cs var:Job.Token ?>/errors.csv" download><?cs var:Text.Roster.AllErrors ?></a></p><?cs /if ?><?cs if:Result.Rest.0.No ?>
<h2><?cs var:Text.Roster.KeptTitle ?></h2>
<p class="gp-note"><?cs var:Text.Roster.KeptWhy ?></p>
<div class="ga-scroll" tabindex="0" role="group" aria-label="<?cs var:Text.Roster.KeptTitle ?>">
<table class="ga-table">
<thead><tr><th scope="col"><?cs var:Text.Roster.Columns.student_no ?></th><th scope="col"><?cs var:Text.Roster.Columns.name ?></th></tr></thead>
<tbody><?cs each:x = Result.Rest ?>
<tr><td><?cs var:x.No ?></td><td><?cs var:x.Name ?></td></tr><?cs /each ?>
</tbody>
</table>
</div><?cs /if ?>
