<?cs # One batch: the list that is printed and signed; for the registrar what to
  decide, of all of it or of one photo.
  Reads Batches.0.{Token,Number,Campaign,Department,School,By,At,Photos,
  Accepted,Returned,Left,Closed}, Items.<i>.{Row,Photo,No,Name,Major,Class,
  State,StateText,Sha}, Chosen.{Photo,No,Name,Open}, Decide, Reasons.*, Form.*
  (layout/why.cs), Page.Csrf.
?><?cs set:Page.Title = Text.Review.BatchTitle ?><?cs set:Page.Back = "/admin/batches" ?><?cs include:"layout/admin.cs" ?><?cs include:"layout/form.cs" ?><?cs include:"layout/why.cs" ?><?cs

def:start(photo) ?>
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>"><?cs if:photo ?>
<input type="hidden" name="Photo" value="<?cs var:photo ?>"><?cs /if ?><?cs /def ?><?cs

def:error() ?><?cs if:Form.Error ?>
<p class="gp-error" role="alert"><?cs var:Form.Error ?></p><?cs /if ?><?cs /def ?>
<h1><?cs var:Text.Review.BatchTitle ?> · <?cs var:Text.Review.BatchNo1 ?> <?cs var:Batches.0.Number ?> <?cs var:Text.Review.BatchNo2 ?></h1>
<p class="gp-lead"><?cs var:Batches.0.School ?> · <?cs var:Batches.0.Department ?> · <?cs var:Batches.0.Campaign ?> · <?cs var:Text.Review.HandedAt ?> <?cs var:Batches.0.At ?> · <?cs var:Batches.0.By ?></p>
<p><?cs var:Text.Review.Photos ?> <b><?cs var:Batches.0.Photos ?></b> · <?cs var:Text.Review.Left ?> <b><?cs var:Batches.0.Left ?></b> · <?cs var:Text.Review.Accepted ?> <b><?cs var:Batches.0.Accepted ?></b> · <?cs var:Text.Review.Returned ?> <b><?cs var:Batches.0.Returned ?></b></p>
<p class="gp-note ga-noprint"><?cs var:Text.Review.Print ?></p><?cs if:Chosen.Photo ?>
<div class="ga-card ga-chosen ga-noprint" id="chosen">
<img src="/admin/photos/<?cs var:Chosen.Photo ?>/result.jpg" alt="<?cs var:Text.Review.ResultAlt ?>" width="180" height="240">
<div>
<h2><?cs var:Chosen.Name ?> · <?cs var:Chosen.No ?></h2>
<p><a href="/admin/batches/<?cs var:Batches.0.Token ?>"><?cs var:Text.Review.AllPhotos ?></a></p><?cs if:Decide && Chosen.Open ?>
<form method="post" action="/admin/batches/<?cs var:Batches.0.Token ?>/accept"><?cs call:start(Chosen.Photo) ?>
<p><button class="ga-button ga-button_good" type="submit"><?cs var:Text.Review.AcceptOne ?></button></p>
</form>
<form method="post" action="/admin/batches/<?cs var:Batches.0.Token ?>/return"><?cs call:error() ?><?cs call:start(Chosen.Photo) ?><?cs call:gp_why() ?>
<p><button class="ga-button ga-button_bad" type="submit"><?cs var:Text.Review.ReturnOne ?></button></p>
</form><?cs /if ?>
</div>
</div><?cs elif:Decide ?>
<div class="ga-card ga-noprint">
<form method="post" action="/admin/batches/<?cs var:Batches.0.Token ?>/accept"><?cs call:start("") ?>
<p><button class="ga-button ga-button_good" type="submit"><?cs var:Text.Review.AcceptAll ?></button></p>
</form>
<details<?cs if:Form.Error ?> open<?cs /if ?>><summary><?cs var:Text.Review.ReturnAll ?></summary>
<form method="post" action="/admin/batches/<?cs var:Batches.0.Token ?>/return"><?cs call:error() ?><?cs call:start("") ?>
<p><?cs var:Text.Review.ReturnAllLead ?></p><?cs call:gp_why() ?>
<p><button class="ga-button ga-button_bad" type="submit"><?cs var:Text.Review.ReturnAllGo ?></button></p>
</form>
</details>
</div><?cs /if ?>
<div class="ga-scroll" tabindex="0" role="group" aria-label="<?cs var:Text.Review.BatchTitle ?>">
<table class="ga-table">
<thead><tr><th class="ga-number" scope="col"><?cs var:Text.Review.Row ?></th><th scope="col"><?cs var:Text.Review.Number ?></th><th scope="col"><?cs var:Text.Review.Name ?></th><th scope="col"><?cs var:Text.Review.Major ?></th><th scope="col"><?cs var:Text.Review.Class ?></th><th scope="col"><?cs var:Text.Review.Fingerprint ?></th><th scope="col"><?cs var:Text.Review.BatchState ?></th><th class="ga-noprint" scope="col"><?cs var:Text.Admin.Action ?></th></tr></thead>
<tbody><?cs each:x = Items ?>
<tr><td class="ga-number"><?cs var:x.Row ?></td><td><?cs var:x.No ?></td><th scope="row"><?cs var:x.Name ?></th><td><?cs var:x.Major ?></td><td><?cs var:x.Class ?></td><td><code><?cs var:x.Sha ?></code></td><td><span class="ga-tag<?cs if:x.State == "returned" ?> ga-tag_bad<?cs elif:x.State == "handed_in" ?><?cs else ?> ga-tag_good<?cs /if ?>"><?cs var:x.StateText ?></span></td><td class="ga-noprint"><a href="/admin/batches/<?cs var:Batches.0.Token ?>?photo=<?cs var:x.Photo ?>#chosen"><?cs var:Text.Review.Look ?></a></td></tr><?cs /each ?>
</tbody>
</table>
</div>
<p class="ga-sign"><span><?cs var:Text.Review.SignDepartment ?></span><span><?cs var:Text.Review.SignRegistrar ?></span><span><?cs var:Text.Review.SignDate ?></span></p>
<?cs include:"layout/admin_end.cs" ?>
