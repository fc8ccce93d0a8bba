<?cs # How far the departments of a campaign are, the majors of one (ByMajor),
  or the classes of one or of a major (Major.Name).
  Reads Campaign.*, Campaigns.*, Departments.* (layout/desk.cs), Sort,
  Department.{Id,Name}, ByMajor, Major.{Name,Link}, All.0 and Rows.<i>.{Id,
  Major,MajorLink,Class,Expected,Missing,
  Done,Percent,N.<stage>,Bar.<k>.*} (layout/chart.cs).
?><?cs set:Page.Title = Text.Desk.NavProgress ?><?cs if:Department.Id ?><?cs set:Page.Back = "/admin/progress?campaign=" + Campaign.Token ?><?cs if:!ByMajor ?><?cs set:Page.Back = Page.Back + "&department=" + Department.Id ?><?cs /if ?><?cs /if ?><?cs include:"layout/admin.cs" ?><?cs include:"layout/desk.cs" ?><?cs include:"layout/chart.cs" ?>
<h1><?cs var:Text.Desk.NavProgress ?><?cs if:Department.Id ?> · <?cs var:Department.Name ?><?cs /if ?><?cs if:Major.Name ?> · <?cs var:Major.Name ?><?cs /if ?></h1>
<?cs call:gp_desk("/admin/progress", 1) ?>
<p class="ga-total"><b><?cs var:All.0.Done ?></b> / <?cs var:All.0.Expected ?> <?cs var:Text.Review.Uploaded ?> (<?cs var:All.0.Percent ?>%)</p>
<div class="ga-total__bar"><?cs call:gp_bar(All.0) ?></div>
<ul class="ga-tiles"><?cs
call:gp_tile("missing", Text.Review.Missing, All.0.Missing) ?><?cs
call:gp_tile("rejected", Text.Review.OfThese, All.0.N.rejected) ?><?cs
call:gp_tile("waiting", Text.Review.Stage.waiting, All.0.N.waiting) ?><?cs
call:gp_tile("approved", Text.Review.Stage.approved, All.0.N.approved) ?><?cs
call:gp_tile("handed_in", Text.Review.Stage.handed_in, All.0.N.handed_in) ?><?cs
call:gp_tile("accepted", Text.Review.Stage.accepted, All.0.N.accepted) ?><?cs
call:gp_tile("other", Text.Review.Stage.other, All.0.N.other) ?>
</ul>
<div class="ga-scroll" tabindex="0" role="group" aria-label="<?cs var:Text.Desk.NavProgress ?>">
<table class="ga-table">
<thead><tr><?cs if:Department.Id ?><th scope="col"><?cs var:Text.Review.Major ?></th><?cs if:!ByMajor ?><th scope="col"><?cs var:Text.Review.Class ?></th><?cs /if ?><?cs else ?><th scope="col"<?cs if:Sort ?><?cs else ?> aria-sort="ascending"<?cs /if ?>><a href="/admin/progress?campaign=<?cs var:Campaign.Token ?>"><?cs var:Text.Desk.Department ?></a></th><?cs /if ?><th class="ga-barcell" scope="col"><?cs var:Text.Review.Chart ?></th><th class="ga-number" scope="col"><?cs var:Text.Review.Percent ?></th><th class="ga-number" scope="col"><?cs var:Text.Review.Expected ?></th><th class="ga-number" scope="col"<?cs if:Sort == "missing" ?> aria-sort="descending"<?cs /if ?>><a href="/admin/progress?campaign=<?cs var:Campaign.Token ?><?cs if:Department.Id ?>&amp;department=<?cs var:Department.Id ?><?cs if:!ByMajor ?>&amp;by=class&amp;major=<?cs var:Major.Link ?><?cs /if ?><?cs /if ?>&amp;sort=missing"><?cs var:Text.Review.Missing ?></a></th><th class="ga-number" scope="col"><?cs var:Text.Review.OfThese ?></th><th class="ga-number" scope="col"><?cs var:Text.Review.State.submitted ?></th><th class="ga-number" scope="col"><?cs var:Text.Review.Stage.approved ?></th><th class="ga-number" scope="col"><?cs var:Text.Review.Stage.handed_in ?></th><th class="ga-number" scope="col"><?cs var:Text.Review.Stage.accepted ?></th><th class="ga-number" scope="col"><?cs var:Text.Review.Stage.other ?></th></tr></thead>
<tbody><?cs each:x = Rows ?>
<tr><?cs if:ByMajor ?><th scope="row"><a href="/admin/progress?campaign=<?cs var:Campaign.Token ?>&amp;department=<?cs var:Department.Id ?>&amp;by=class&amp;major=<?cs var:x.MajorLink ?>"><?cs if:x.Major ?><?cs var:x.Major ?><?cs else ?><?cs var:Text.Review.Unknown ?><?cs /if ?></a></th><?cs elif:Department.Id ?><td><?cs if:x.Major ?><?cs var:x.Major ?><?cs else ?><?cs var:Text.Review.Unknown ?><?cs /if ?></td><th scope="row"><?cs if:x.Class ?><?cs var:x.Class ?><?cs else ?><?cs var:Text.Review.Unknown ?><?cs /if ?></th><?cs else ?><th scope="row"><a href="/admin/progress?campaign=<?cs var:Campaign.Token ?>&amp;department=<?cs var:x.Id ?>"><?cs var:x.Major ?></a></th><?cs /if ?><td class="ga-barcell"><?cs call:gp_bar(x) ?></td><td class="ga-number"><?cs var:x.Percent ?>%</td><td class="ga-number"><?cs var:x.Expected ?></td><td class="ga-number"><?cs var:x.Missing ?></td><td class="ga-number"><?cs var:x.N.rejected ?></td><td class="ga-number"><?cs var:x.N.waiting ?></td><td class="ga-number"><?cs var:x.N.approved ?></td><td class="ga-number"><?cs var:x.N.handed_in ?></td><td class="ga-number"><?cs var:x.N.accepted ?></td><td class="ga-number"><?cs var:x.N.other ?></td></tr><?cs /each ?>
</tbody>
</table>
</div><?cs if:ByMajor ?>
<p><a href="/admin/progress?campaign=<?cs var:Campaign.Token ?>&amp;department=<?cs var:Department.Id ?>&amp;by=class"><?cs var:Text.Desk.AllClasses ?></a></p><?cs /if ?>
<?cs include:"layout/admin_end.cs" ?>
