<?cs # Who has confirmed the photo at CHSI, and a list from there.
  Reads Campaign.*, Campaigns.*, Departments.* (layout/desk.cs), All.0 and
  Counts.<i>.{Name,Id,Students,Percent,N.<state>,Bar.*} (layout/chart.cs),
  Results.{Department,State,Q,Sort,Query,Next,First,Due,Night}, Students.<i>.
  {No,Name,Department,Class,State,StateText,Reason,At,Reminded},
  Form.{What,File,Until,Error}, Page.Csrf. static/pieces.js sends a large file.
?><?cs set:Page.Title = Text.Results.Title ?><?cs set:Page.Script = "pieces" ?><?cs include:"layout/admin.cs" ?><?cs include:"layout/form.cs" ?><?cs include:"layout/desk.cs" ?><?cs include:"layout/chart.cs" ?><?cs

def:state(word, text) ?>
<option value="<?cs var:word ?>"<?cs if:Results.State == word ?> selected<?cs /if ?>><?cs var:text ?></option><?cs /def ?><?cs

def:place() ?>
<input type="hidden" name="campaign" value="<?cs var:Campaign.Token ?>">
<input type="hidden" name="department" value="<?cs var:Results.Department ?>"><?cs /def ?>
<h1><?cs var:Text.Results.Title ?></h1>
<?cs call:gp_desk("/admin/results", 1) ?>
<p class="ga-total"><b><?cs var:All.0.N.confirmed ?></b> / <?cs var:All.0.Students ?> <?cs var:Text.Results.Lead ?> (<?cs var:All.0.Percent ?>%)</p>
<div class="ga-total__bar"><?cs call:gp_bar(All.0) ?></div>
<ul class="ga-tiles"><?cs
call:gp_tile("accepted", Text.Results.State.confirmed, All.0.N.confirmed) ?><?cs
call:gp_tile("waiting", Text.Results.State.open, All.0.N.open) ?><?cs
call:gp_tile("rejected", Text.Results.State.refused, All.0.N.refused) ?><?cs
call:gp_tile("missing", Text.Results.State.none, All.0.N.none) ?>
</ul>
<div class="ga-scroll" tabindex="0" role="group" aria-label="<?cs var:Text.Results.ByDepartment ?>">
<table class="ga-table">
<thead><tr><th scope="col"><?cs var:Text.Desk.Department ?></th><th class="ga-barcell" scope="col"><?cs var:Text.Review.Chart ?></th><th class="ga-number" scope="col"><?cs var:Text.Review.Percent ?></th><th class="ga-number" scope="col"><?cs var:Text.Results.Students ?></th><th class="ga-number" scope="col"><?cs var:Text.Results.State.confirmed ?></th><th class="ga-number" scope="col"><?cs var:Text.Results.State.open ?></th><th class="ga-number" scope="col"><?cs var:Text.Results.State.refused ?></th><th class="ga-number" scope="col"><?cs var:Text.Results.State.none ?></th></tr></thead>
<tbody><?cs each:x = Counts ?>
<tr><th scope="row"><a href="/admin/results?campaign=<?cs var:Campaign.Token ?>&amp;department=<?cs var:x.Id ?>"><?cs var:x.Name ?></a></th><td class="ga-barcell"><?cs call:gp_bar(x) ?></td><td class="ga-number"><?cs var:x.Percent ?>%</td><td class="ga-number"><?cs var:x.Students ?></td><td class="ga-number"><?cs var:x.N.confirmed ?></td><td class="ga-number"><?cs var:x.N.open ?></td><td class="ga-number"><?cs var:x.N.refused ?></td><td class="ga-number"><?cs var:x.N.none ?></td></tr><?cs /each ?>
</tbody>
</table>
</div>
<form class="ga-card" method="post" action="/admin/results" enctype="multipart/form-data" data-pieces="1"><?cs if:Form.Until.Error ?>
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>"><?cs else ?><?cs call:gp_form_start() ?><?cs /if ?><?cs call:place() ?>
<h2><?cs var:Text.Results.Import ?></h2>
<p><label for="f-File"><?cs var:Text.Results.File ?></label> <input id="f-File" name="File" type="file" accept=".csv,.xlsx,text/csv"<?cs if:Form.File.Error ?> aria-invalid="true" aria-describedby="error-File"<?cs /if ?>></p><?cs if:Form.File.Error ?>
<p class="gp-field-error" id="error-File"><?cs var:Form.File.Error ?></p><?cs /if ?>
<p class="gp-note"><?cs var:Text.Results.FileHint ?></p>
<fieldset class="ga-choices" id="f-What"><legend><?cs var:Text.Results.What ?></legend><?cs
call:gp_option("What", Form.What, "dry", Text.Results.Dry) ?><?cs
call:gp_option("What", Form.What, "store", Text.Results.Store) ?>
</fieldset><?cs call:gp_pieces() ?>
<p><button class="ga-button ga-button_primary" type="submit"><?cs var:Text.Results.Go ?></button></p>
</form><?cs if:Results.Due > #0 || Form.Until.Error ?>
<form class="ga-card" method="post" action="/admin/results/remind">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>"><?cs call:place() ?>
<input type="hidden" name="q" value="<?cs var:Results.Q ?>">
<h2><?cs var:Text.Results.RemindTitle ?></h2>
<p><b><?cs var:Results.Due ?></b> <?cs var:Text.Results.Reachable ?><?cs if:Results.Night ?> <?cs var:Text.Review.RemindNight ?><?cs /if ?></p>
<div class="ga-tools"><p><label for="f-Until"><?cs var:Text.Results.Until ?></label> <input id="f-Until" name="Until" type="date" required value="<?cs var:Form.Until.Value ?>"<?cs if:Form.Until.Error ?> aria-invalid="true" aria-describedby="error-Until"<?cs /if ?>></p><?cs if:Form.Until.Error ?>
<p class="gp-field-error" id="error-Until" role="alert"><?cs var:Form.Until.Error ?></p><?cs /if ?>
<p><button class="ga-button" type="submit"><?cs var:Text.Results.Remind ?></button></p></div>
</form><?cs /if ?>
<h2 id="students"><?cs var:Text.Results.ListTitle ?></h2>
<form class="ga-tools" method="get" action="/admin/results"><?cs call:place() ?>
<input type="hidden" name="sort" value="<?cs var:Results.Sort ?>">
<p><label for="state"><?cs var:Text.Results.StateTitle ?></label>
<select id="state" name="state"><option value=""><?cs var:Text.Results.AllStates ?></option><?cs
call:state("open", Text.Results.State.open) ?><?cs
call:state("confirmed", Text.Results.State.confirmed) ?><?cs
call:state("refused", Text.Results.State.refused) ?>
</select></p>
<p><label for="q"><?cs var:Text.Review.Search ?></label>
<input id="q" name="q" type="search" maxlength="60" value="<?cs var:Results.Q ?>"></p>
<p><button class="ga-button" type="submit"><?cs var:Text.Review.Filter ?></button></p>
</form><?cs if:Students.0.No ?>
<div class="ga-scroll" tabindex="0" role="group" aria-label="<?cs var:Text.Results.ListTitle ?>">
<table class="ga-table">
<thead><tr><th scope="col"<?cs if:Results.Sort == "number" ?> aria-sort="ascending"<?cs /if ?>><a href="/admin/results?<?cs var:Results.Query ?>#students"><?cs var:Text.Review.Number ?></a></th><th scope="col"><?cs var:Text.Review.Name ?></th><th scope="col"<?cs if:Results.Sort == "department" ?> aria-sort="ascending"<?cs /if ?>><a href="/admin/results?<?cs var:Results.Query ?>&amp;sort=department#students"><?cs var:Text.Desk.Department ?></a></th><th scope="col"><?cs var:Text.Review.Class ?></th><th scope="col"><?cs var:Text.Results.StateTitle ?></th><th scope="col"><?cs var:Text.Results.Reason ?></th><th scope="col"><?cs var:Text.Results.At ?></th><th scope="col"><?cs var:Text.Review.Reminded ?></th></tr></thead>
<tbody><?cs each:x = Students ?>
<tr><td><?cs var:x.No ?></td><th scope="row"><?cs var:x.Name ?></th><td><?cs var:x.Department ?></td><td><?cs var:x.Class ?></td><td><span class="ga-tag<?cs if:x.State == "confirmed" ?> ga-tag_good<?cs elif:x.State == "refused" ?> ga-tag_bad<?cs /if ?>"><?cs var:x.StateText ?></span></td><td><?cs var:x.Reason ?></td><td><?cs var:x.At ?></td><td><?cs var:x.Reminded ?></td></tr><?cs /each ?>
</tbody>
</table>
</div>
<p class="ga-pages"><?cs if:Results.First ?><a href="/admin/results?<?cs var:Results.Query ?>&amp;sort=<?cs var:Results.Sort ?>#students"><?cs var:Text.Review.FirstPage ?></a><?cs /if ?><?cs if:Results.Next ?> <a href="/admin/results?<?cs var:Results.Query ?>&amp;sort=<?cs var:Results.Sort ?>&amp;<?cs var:Results.Next ?>#students"><?cs var:Text.Review.NextPage ?></a><?cs /if ?></p><?cs else ?>
<p><?cs var:Text.Results.None ?></p><?cs /if ?>
<?cs include:"layout/admin_end.cs" ?>
