<?cs # Where staff begin.
  Reads Staff.Name, Roles.<i>.{Kind,School,Department}, and what waits:
  Review.<i>, of a reviewer, and Desk.<i>, of a registrar, each with Place,
  Name, Department, Closes, Over, Expected, Missing, Review, Approved,
  Accepted, Proofs, Batches,
  Corrections.
?><?cs set:Page.Title = Text.Admin.HomeTitle ?><?cs include:"layout/admin.cs" ?><?cs
def:count(n, href) ?><td class="ga-number"><?cs if:#n > #0 ?><a href="/admin<?cs var:href ?>"><?cs var:n ?></a><?cs else ?><?cs var:n ?><?cs /if ?></td><?cs /def ?><?cs
def:closes(x) ?><td class="ga-short"><?cs if:x.Over ?><span class="ga-tag ga-tag_warn"><?cs var:Text.Admin.Over ?></span> <?cs /if ?><?cs var:x.Closes ?></td><?cs /def ?>
<h1><?cs var:Staff.Name ?></h1><?cs if:Review.0.Place ?>
<h2><?cs var:Text.Admin.WaitsReview ?></h2>
<div class="ga-scroll" role="region" tabindex="0" aria-label="<?cs var:Text.Admin.WaitsReview ?>"><table class="ga-table">
<thead><tr><th scope="col"><?cs var:Text.Desk.Department ?></th><th scope="col"><?cs var:Text.Desk.Campaign ?></th><th scope="col"><?cs var:Text.Admin.Closes ?></th><th class="ga-number" scope="col"><?cs var:Text.Review.Stage.waiting ?></th><th class="ga-number" scope="col"><?cs var:Text.Admin.ToHandIn ?></th><th class="ga-number" scope="col"><?cs var:Text.Review.Missing ?></th><th class="ga-number" scope="col"><?cs var:Text.Review.Expected ?></th></tr></thead>
<tbody><?cs each:x = Review ?>
<tr><th scope="row"><?cs var:x.Department ?></th><td><a href="/admin/department?place=<?cs var:x.Place ?>"><?cs var:x.Name ?></a></td><?cs call:closes(x) ?><?cs
call:count(x.Review, "/review?place=" + x.Place) ?><?cs
call:count(x.Approved, "/batches?place=" + x.Place) ?><?cs
call:count(x.Missing, "/missing?place=" + x.Place) ?><td class="ga-number"><?cs var:x.Expected ?></td></tr><?cs /each ?>
</tbody>
</table></div><?cs /if ?><?cs if:Desk.0.Place ?>
<h2><?cs var:Text.Admin.WaitsDesk ?></h2>
<div class="ga-scroll" role="region" tabindex="0" aria-label="<?cs var:Text.Admin.WaitsDesk ?>"><table class="ga-table">
<thead><tr><th scope="col"><?cs var:Text.Desk.Campaign ?></th><th scope="col"><?cs var:Text.Admin.Closes ?></th><th class="ga-number" scope="col"><?cs var:Text.Admin.OpenBatches ?></th><th class="ga-number" scope="col"><?cs var:Text.Correct.Nav ?></th><th class="ga-number" scope="col"><?cs var:Text.Review.Missing ?></th><th class="ga-number" scope="col"><?cs var:Text.Review.Stage.accepted ?></th><th class="ga-number" scope="col"><?cs var:Text.Results.ToProve ?></th><th class="ga-number" scope="col"><?cs var:Text.Review.Expected ?></th></tr></thead>
<tbody><?cs each:x = Desk ?>
<tr><th scope="row"><a href="/admin/progress?campaign=<?cs var:x.Place ?>"><?cs var:x.Name ?></a></th><?cs call:closes(x) ?><?cs
call:count(x.Batches, "/batches") ?><?cs
call:count(x.Corrections, "/corrections?campaign=" + x.Place) ?><?cs
call:count(x.Missing, "/progress?campaign=" + x.Place) ?><?cs
call:count(x.Accepted, "/exports?campaign=" + x.Place) ?><?cs
call:count(x.Proofs, "/results?campaign=" + x.Place) ?><td class="ga-number"><?cs var:x.Expected ?></td></tr><?cs /each ?>
</tbody>
</table></div><?cs /if ?><?cs if:Roles.0.Kind ?>
<h2><?cs var:Text.Admin.Roles ?></h2>
<ul class="ga-cards"><?cs each:x = Roles ?>
<li><b><?cs if:x.Kind == "reviewer" ?><?cs var:Text.Admin.Role.reviewer ?><?cs elif:x.Kind == "registrar" ?><?cs var:Text.Admin.Role.registrar ?><?cs else ?><?cs var:Text.Admin.Role.administrator ?><?cs /if ?></b>
<span><?cs if:x.School ?><?cs var:x.School ?><?cs else ?><?cs var:Text.Admin.AllSchools ?><?cs /if ?><?cs if:x.Department ?> · <?cs var:x.Department ?><?cs /if ?></span></li><?cs /each ?>
</ul><?cs else ?>
<p class="gp-lead"><?cs var:Text.Admin.NoRole ?></p><?cs /if ?>
<?cs include:"layout/admin_end.cs" ?>
