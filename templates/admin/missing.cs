<?cs # Who has not handed in a photo, and reminders.
  Reads Place.*, Places.* (layout/place.cs), Missing.{All,Due,Night,Class,
  Stage,Q,Sort,Query,Phones,Next,First}, Classes.<i>.{Key,Major,Class,Now}, Students.<i>.{No,
  Name,Major,Class,Stage,StageText,Phone,Reminded}, Page.Csrf.
?><?cs set:Page.Title = Text.Review.MissingTitle ?><?cs include:"layout/admin.cs" ?><?cs include:"layout/place.cs" ?><?cs

def:stage(word, text) ?>
<option value="<?cs var:word ?>"<?cs if:Missing.Stage == word ?> selected<?cs /if ?>><?cs var:text ?></option><?cs /def ?>
<h1><?cs var:Text.Review.MissingTitle ?></h1>
<?cs call:gp_place("/admin/missing") ?>
<p><b><?cs var:Missing.All ?></b> <?cs var:Text.Review.MissingLead ?></p>
<form class="ga-tools" method="get" action="/admin/missing">
<input type="hidden" name="place" value="<?cs var:Place.Key ?>">
<input type="hidden" name="sort" value="<?cs var:Missing.Sort ?>"><?cs if:Missing.Phones ?>
<input type="hidden" name="phones" value="1"><?cs /if ?>
<p><label for="class"><?cs var:Text.Review.Class ?></label>
<select id="class" name="class"><option value=""><?cs var:Text.Review.AllClasses ?></option><?cs each:x = Classes ?>
<option value="<?cs var:x.Key ?>"<?cs if:x.Now ?> selected<?cs /if ?>><?cs if:x.Major ?><?cs var:x.Major ?><?cs else ?><?cs var:Text.Review.Unknown ?><?cs /if ?> · <?cs if:x.Class ?><?cs var:x.Class ?><?cs else ?><?cs var:Text.Review.Unknown ?><?cs /if ?></option><?cs /each ?>
</select></p>
<p><label for="stage"><?cs var:Text.Review.StageTitle ?></label>
<select id="stage" name="stage"><option value=""><?cs var:Text.Review.AllStages ?></option><?cs
call:stage("none", Text.Review.Stage.none) ?><?cs
call:stage("started", Text.Review.Stage.started) ?><?cs
call:stage("rejected", Text.Review.Stage.rejected) ?>
</select></p>
<p><label for="q"><?cs var:Text.Review.Search ?></label>
<input id="q" name="q" type="search" maxlength="60" value="<?cs var:Missing.Q ?>"></p>
<p><button class="ga-button" type="submit"><?cs var:Text.Review.Filter ?></button></p>
</form><?cs if:Missing.Due > #0 ?><?cs if:Place.Open ?>
<form class="ga-tools" method="post" action="/admin/missing/remind">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<input type="hidden" name="place" value="<?cs var:Place.Key ?>">
<input type="hidden" name="class" value="<?cs var:Missing.Class ?>">
<input type="hidden" name="stage" value="<?cs var:Missing.Stage ?>">
<input type="hidden" name="q" value="<?cs var:Missing.Q ?>"><?cs if:Missing.Phones ?>
<input type="hidden" name="phones" value="1"><?cs /if ?>
<p><button class="ga-button ga-button_primary" type="submit"><?cs var:Text.Review.Remind ?></button> <b><?cs var:Missing.Due ?></b> <?cs var:Text.Review.Reachable ?><?cs if:Missing.Night ?> <?cs var:Text.Review.RemindNight ?><?cs /if ?></p>
</form><?cs /if ?><?cs /if ?><?cs if:Students.0.No ?>
<p><a class="ga-button" href="/admin/missing.csv?<?cs var:Missing.Query ?>&amp;sort=<?cs var:Missing.Sort ?>" download><?cs var:Text.Graduate.Csv ?></a><?cs if:!Missing.Phones ?> <a class="ga-button" href="/admin/missing?<?cs var:Missing.Query ?>&amp;sort=<?cs var:Missing.Sort ?>&amp;phones=1"><?cs var:Text.Review.ShowPhones ?></a> <?cs var:Text.Review.ShowPhonesNote ?><?cs /if ?></p>
<div class="ga-scroll" tabindex="0" role="group" aria-label="<?cs var:Text.Review.MissingTitle ?>">
<table class="ga-table">
<thead><tr><th scope="col"<?cs if:Missing.Sort == "number" ?> aria-sort="ascending"<?cs /if ?>><a href="/admin/missing?<?cs var:Missing.Query ?>"><?cs var:Text.Review.Number ?></a></th><th scope="col"><?cs var:Text.Review.Name ?></th><th scope="col"><?cs var:Text.Review.Major ?></th><th scope="col"<?cs if:Missing.Sort == "class" ?> aria-sort="ascending"<?cs /if ?>><a href="/admin/missing?<?cs var:Missing.Query ?>&amp;sort=class"><?cs var:Text.Review.Class ?></a></th><th scope="col"><?cs var:Text.Review.StageTitle ?></th><th scope="col"><?cs var:Text.Review.Phone ?></th><th scope="col"><?cs var:Text.Review.Reminded ?></th></tr></thead>
<tbody><?cs each:x = Students ?>
<tr><td><?cs var:x.No ?></td><th scope="row"><?cs var:x.Name ?></th><td><?cs var:x.Major ?></td><td><?cs var:x.Class ?></td><td><span class="ga-tag<?cs if:x.Stage == "rejected" ?> ga-tag_bad<?cs /if ?>"><?cs var:x.StageText ?></span></td><td><?cs if:x.Phone ?><?cs var:x.Phone ?><?cs else ?><?cs var:Text.Review.NoPhone ?><?cs /if ?></td><td><?cs var:x.Reminded ?></td></tr><?cs /each ?>
</tbody>
</table>
</div>
<p class="ga-pages"><?cs if:Missing.First ?><a href="/admin/missing?<?cs var:Missing.Query ?>&amp;sort=<?cs var:Missing.Sort ?>"><?cs var:Text.Review.FirstPage ?></a><?cs /if ?><?cs if:Missing.Next ?> <a href="/admin/missing?<?cs var:Missing.Query ?>&amp;sort=<?cs var:Missing.Sort ?>&amp;<?cs var:Missing.Next ?>"><?cs var:Text.Review.NextPage ?></a><?cs /if ?></p><?cs else ?>
<p><?cs var:Text.Review.Empty ?></p><?cs /if ?>
<?cs include:"layout/admin_end.cs" ?>
