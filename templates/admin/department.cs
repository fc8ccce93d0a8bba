<?cs # How far a department is: numbers with a bar each, by major and class.
  Reads Place.*, Places.* (layout/place.cs), Sort (class, missing, percent),
  HandIn, All.0 and Rows.<i>.{Major,Class,Link,Expected,Missing,Done,Percent,
  N.<stage>,Bar.<k>.{Stage,X,W}}.
?><?cs set:Page.Title = Text.Review.NavDepartment ?><?cs include:"layout/admin.cs" ?><?cs include:"layout/place.cs" ?><?cs include:"layout/chart.cs" ?><?cs

def:tile(stage, word, count, path) ?>
<li><a href="<?cs var:path ?>"><span class="ga-key ga-key_<?cs var:stage ?>"></span><?cs var:word ?><b><?cs var:count ?></b></a></li><?cs /def ?><?cs

def:sorter(word, text) ?><th class="ga-number" scope="col"<?cs if:Sort == word ?> aria-sort="<?cs if:word == "missing" ?>descending<?cs else ?>ascending<?cs /if ?>"<?cs /if ?>><a href="/admin/department?place=<?cs var:Place.Key ?>&amp;sort=<?cs var:word ?>"><?cs var:text ?></a></th><?cs /def ?>
<h1><?cs var:Text.Review.NavDepartment ?></h1>
<?cs call:gp_place("/admin/department") ?>
<p class="ga-total"><b><?cs var:All.0.Done ?></b> / <?cs var:All.0.Expected ?> <?cs var:Text.Review.Uploaded ?> (<?cs var:All.0.Percent ?>%)</p>
<div class="ga-total__bar"><?cs call:gp_bar(All.0) ?></div>
<ul class="ga-tiles"><?cs
call:tile("missing", Text.Review.Missing, All.0.Missing, "/admin/missing?place=" + Place.Key) ?><?cs
call:tile("rejected", Text.Review.OfThese, All.0.N.rejected, "/admin/missing?stage=rejected&place=" + Place.Key) ?><?cs
call:tile("waiting", Text.Review.Stage.waiting, All.0.N.waiting, "/admin/review?place=" + Place.Key) ?><?cs
call:tile("approved", Text.Review.Stage.approved, All.0.N.approved, "/admin/review?state=approved&place=" + Place.Key) ?><?cs
call:tile("handed_in", Text.Review.Stage.handed_in, All.0.N.handed_in, "/admin/batches?place=" + Place.Key) ?><?cs
call:tile("accepted", Text.Review.Stage.accepted, All.0.N.accepted, "/admin/batches?place=" + Place.Key) ?>
<li><span><span class="ga-key ga-key_other"></span><?cs var:Text.Review.Stage.other ?><b><?cs var:All.0.N.other ?></b></span></li>
</ul>
<div class="ga-tools ga-noprint"><?cs if:All.0.N.waiting > #0 ?>
<form method="post" action="/admin/review/next"><input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>"><input type="hidden" name="place" value="<?cs var:Place.Key ?>"><button class="ga-button ga-button_primary" type="submit"><?cs var:Text.Review.StartReview ?></button> <?cs var:All.0.N.waiting ?> <?cs var:Text.Review.Waits ?></form><?cs /if ?><?cs if:HandIn > #0 ?>
<p><a class="ga-button" href="/admin/batches?place=<?cs var:Place.Key ?>"><?cs var:Text.Review.HandInNow ?></a> <?cs var:HandIn ?> <?cs var:Text.Review.HandInWaits ?></p><?cs /if ?>
</div>
<h2><?cs var:Text.Review.ByClass ?></h2>
<div class="ga-scroll" tabindex="0" role="group" aria-label="<?cs var:Text.Review.ByClass ?>">
<table class="ga-table">
<thead><tr><th scope="col"><?cs var:Text.Review.Major ?></th><th scope="col"<?cs if:Sort == "class" ?> aria-sort="ascending"<?cs /if ?>><a href="/admin/department?place=<?cs var:Place.Key ?>"><?cs var:Text.Review.Class ?></a></th><th class="ga-barcell" scope="col"><?cs var:Text.Review.Chart ?></th><?cs call:sorter("percent", Text.Review.Percent) ?><th class="ga-number" scope="col"><?cs var:Text.Review.Expected ?></th><?cs call:sorter("missing", Text.Review.Missing) ?><th class="ga-number" scope="col"><?cs var:Text.Review.OfThese ?></th><th class="ga-number" scope="col"><?cs var:Text.Review.State.submitted ?></th><th class="ga-number" scope="col"><?cs var:Text.Review.Stage.approved ?></th><th class="ga-number" scope="col"><?cs var:Text.Review.Stage.handed_in ?></th><th class="ga-number" scope="col"><?cs var:Text.Review.Stage.accepted ?></th><th class="ga-number" scope="col"><?cs var:Text.Review.Stage.other ?></th></tr></thead>
<tbody><?cs each:x = Rows ?>
<tr><td><?cs if:x.Major ?><?cs var:x.Major ?><?cs else ?><?cs var:Text.Review.Unknown ?><?cs /if ?></td><th scope="row"><?cs if:x.Class ?><?cs var:x.Class ?><?cs else ?><?cs var:Text.Review.Unknown ?><?cs /if ?></th><td class="ga-barcell"><?cs call:gp_bar(x) ?></td><td class="ga-number"><?cs var:x.Percent ?>%</td><td class="ga-number"><?cs var:x.Expected ?></td><td class="ga-number"><?cs if:x.Missing > #0 ?><a href="/admin/missing?place=<?cs var:Place.Key ?>&amp;class=<?cs var:x.Link ?>"><?cs var:x.Missing ?></a><?cs else ?><?cs var:x.Missing ?><?cs /if ?></td><td class="ga-number"><?cs var:x.N.rejected ?></td><td class="ga-number"><?cs if:x.N.waiting > #0 ?><a href="/admin/review?place=<?cs var:Place.Key ?>&amp;class=<?cs var:x.Link ?>"><?cs var:x.N.waiting ?></a><?cs else ?><?cs var:x.N.waiting ?><?cs /if ?></td><td class="ga-number"><?cs var:x.N.approved ?></td><td class="ga-number"><?cs var:x.N.handed_in ?></td><td class="ga-number"><?cs var:x.N.accepted ?></td><td class="ga-number"><?cs var:x.N.other ?></td></tr><?cs /each ?>
</tbody>
</table>
</div>
<?cs include:"layout/admin_end.cs" ?>
