<?cs # The registrar's schools. Reads Schools.<i>.{Id,Code,Name,Contact}. ?><?cs set:Page.Title = Text.School.Nav ?><?cs include:"layout/admin.cs" ?>
<h1><?cs var:Text.School.Nav ?></h1><?cs if:Schools.0.Id ?>
<table class="ga-table">
<thead><tr><th scope="col"><?cs var:Text.Campaign.Name ?></th><th scope="col"><?cs var:Text.School.Code ?></th><th scope="col"><?cs var:Text.School.Contact ?></th></tr></thead>
<tbody><?cs each:x = Schools ?>
<tr><th scope="row"><a href="/admin/schools/<?cs var:x.Id ?>"><?cs var:x.Name ?></a></th><td><?cs var:x.Code ?></td><td><?cs var:x.Contact ?></td></tr><?cs /each ?>
</tbody>
</table><?cs else ?>
<p class="gp-lead"><?cs var:Text.Campaign.NoSchool ?></p><?cs /if ?>
<?cs include:"layout/admin_end.cs" ?>
