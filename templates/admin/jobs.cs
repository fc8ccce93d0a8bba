<?cs # What the person has begun: imports, exports.
  Reads Jobs.<i>.{Token,Kind,State,StateName,Input,Created}, Jobs.Before.
?><?cs set:Page.Title = Text.Job.Title ?><?cs include:"layout/admin.cs" ?>
<h1><?cs var:Text.Job.Title ?></h1><?cs if:Jobs.0.Token ?>
<table class="ga-table">
<thead><tr><th scope="col"><?cs var:Text.Job.Created ?></th><th scope="col"><?cs var:Text.Job.What ?></th><th scope="col"><?cs var:Text.Job.File ?></th><th scope="col"><?cs var:Text.Job.StateHead ?></th></tr></thead>
<tbody><?cs each:x = Jobs ?><?cs if:x.Token ?>
<tr><td class="ga-short"><?cs var:x.Created ?></td><td><a href="/admin/jobs/<?cs var:x.Token ?>"><?cs var:x.Kind ?></a></td><td><?cs var:x.Input ?></td><td><span class="ga-tag<?cs if:x.State == "done" ?> ga-tag_good<?cs elif:x.State == "failed" ?> ga-tag_bad<?cs /if ?>"><?cs var:x.StateName ?></span></td></tr><?cs /if ?><?cs /each ?>
</tbody>
</table><?cs if:Jobs.Before ?>
<p class="ga-pages"><a href="/admin/jobs?before=<?cs var:url_escape(Jobs.Before) ?>"><?cs var:Text.Admin.Older ?></a></p><?cs /if ?><?cs else ?>
<p class="gp-lead"><?cs var:Text.Job.None ?></p><?cs /if ?>
<?cs include:"layout/admin_end.cs" ?>
