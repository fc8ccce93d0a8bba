<?cs # The schools that one keeps.
  Reads Schools.<i>.{Id,Code,Name,Contact}, Filter.{Q,Query,First,Next},
  School.MayAdd.
?><?cs set:Page.Title = Text.School.Nav ?><?cs include:"layout/admin.cs" ?>
<h1><?cs var:Text.School.Nav ?></h1>
<form class="ga-tools" method="get" action="/admin/schools">
<p><label for="q"><?cs var:Text.School.Search ?></label>
<input id="q" name="q" type="search" maxlength="60" value="<?cs var:Filter.Q ?>"></p>
<p><button class="ga-button" type="submit"><?cs var:Text.Admin.Search ?></button></p><?cs if:School.MayAdd ?>
<p class="ga-last"><a class="ga-button ga-button_primary" href="/admin/schools/new"><?cs var:Text.School.Add ?></a></p><?cs /if ?>
</form><?cs if:Schools.0.Id ?>
<table class="ga-table">
<thead><tr><th scope="col" aria-sort="ascending"><?cs var:Text.School.Code ?></th><th scope="col"><?cs var:Text.Campaign.Name ?></th><th scope="col"><?cs var:Text.School.Contact ?></th></tr></thead>
<tbody><?cs each:x = Schools ?>
<tr><td><?cs var:x.Code ?></td><th scope="row"><a href="/admin/schools/<?cs var:x.Id ?>"><?cs var:x.Name ?></a></th><td><?cs var:x.Contact ?></td></tr><?cs /each ?>
</tbody>
</table>
<p class="ga-pages"><?cs if:Filter.First ?><a href="/admin/schools?q=<?cs var:Filter.Query ?>"><?cs var:Text.Review.FirstPage ?></a><?cs /if ?><?cs if:Filter.Next ?> <a href="/admin/schools?q=<?cs var:Filter.Query ?>&amp;after=<?cs var:Filter.Next ?>"><?cs var:Text.Review.NextPage ?></a><?cs /if ?></p><?cs elif:Filter.Q ?>
<p class="gp-note"><?cs var:Text.School.None ?></p><?cs else ?>
<p class="gp-lead"><?cs var:Text.Campaign.NoSchool ?></p><?cs /if ?>
<?cs include:"layout/admin_end.cs" ?>
