<?cs # Batches that were handed in, and the way to hand in the next one.
  Reads Place.*, Places.* (layout/place.cs; only for reviewers), HandIn,
  Batches.<i>.{Token,Number,Campaign,Department,School,By,At,Photos,Accepted,
  Returned,Left,Closed}, Next, First, Page.Csrf.
?><?cs set:Page.Title = Text.Review.BatchesTitle ?><?cs include:"layout/admin.cs" ?><?cs include:"layout/place.cs" ?>
<h1><?cs var:Text.Review.BatchesTitle ?></h1><?cs if:Place.Key ?>
<?cs call:gp_place("/admin/batches") ?><?cs if:HandIn > #0 ?>
<form class="ga-card ga-noprint" method="post" action="/admin/batches">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<input type="hidden" name="place" value="<?cs var:Place.Key ?>">
<p><?cs var:Text.Review.HandInLead ?> <b><?cs var:HandIn ?></b> <button class="ga-button ga-button_primary" type="submit"><?cs var:Text.Review.HandIn ?></button></p>
<p class="gp-note"><?cs var:Text.Review.HandInNote ?></p>
</form><?cs else ?>
<p><?cs var:Text.Review.HandInZero ?></p><?cs /if ?><?cs /if ?><?cs if:Batches.0.Token ?>
<div class="ga-scroll" tabindex="0" role="group" aria-label="<?cs var:Text.Review.BatchesTitle ?>">
<table class="ga-table">
<thead><tr><th scope="col"><?cs var:Text.Review.Batch ?></th><th scope="col"><?cs var:Text.Review.Department ?></th><th scope="col"><?cs var:Text.Review.Campaign ?></th><th scope="col"><?cs var:Text.Review.HandedAt ?></th><th scope="col"><?cs var:Text.Review.HandedBy ?></th><th class="ga-number" scope="col"><?cs var:Text.Review.Photos ?></th><th class="ga-number" scope="col"><?cs var:Text.Review.Left ?></th><th class="ga-number" scope="col"><?cs var:Text.Review.Accepted ?></th><th class="ga-number" scope="col"><?cs var:Text.Review.Returned ?></th><th scope="col"><?cs var:Text.Review.BatchState ?></th></tr></thead>
<tbody><?cs each:x = Batches ?>
<tr><th scope="row"><a href="/admin/batches/<?cs var:x.Token ?>"><?cs var:Text.Review.BatchNo1 ?> <?cs var:x.Number ?> <?cs var:Text.Review.BatchNo2 ?></a></th><td><?cs var:x.Department ?></td><td><?cs var:x.Campaign ?></td><td><?cs var:x.At ?></td><td><?cs var:x.By ?></td><td class="ga-number"><?cs var:x.Photos ?></td><td class="ga-number"><?cs var:x.Left ?></td><td class="ga-number"><?cs var:x.Accepted ?></td><td class="ga-number"><?cs var:x.Returned ?></td><td><?cs if:x.Closed ?><span class="ga-tag ga-tag_good"><?cs var:Text.Review.BatchClosed ?></span><?cs else ?><span class="ga-tag ga-tag_warn"><?cs var:Text.Review.BatchOpen ?></span><?cs /if ?></td></tr><?cs /each ?>
</tbody>
</table>
</div>
<p class="ga-pages"><?cs if:First ?><a href="/admin/batches?place=<?cs var:Place.Key ?>"><?cs var:Text.Review.FirstPage ?></a><?cs /if ?><?cs if:Next ?> <a href="/admin/batches?place=<?cs var:Place.Key ?>&amp;before=<?cs var:Next ?>"><?cs var:Text.Review.NextPage ?></a><?cs /if ?></p><?cs else ?>
<p><?cs var:Text.Review.BatchesNone ?></p><?cs /if ?>
<?cs include:"layout/admin_end.cs" ?>
