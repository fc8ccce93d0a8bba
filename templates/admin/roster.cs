<?cs # The roster of a campaign, and a new list for it.
  Reads Campaign.*, Campaigns.* (layout/desk.cs), Roster.{Rows,Held},
  Counts.<i>.{Name,Rows,Held}, Form.{What,Skip,Names,Replace,File,Error}, Page.Csrf.
  static/pieces.js sends a large file.
?><?cs set:Page.Title = Text.Roster.Title ?><?cs set:Page.Script = "pieces" ?><?cs include:"layout/admin.cs" ?><?cs include:"layout/form.cs" ?><?cs include:"layout/desk.cs" ?>
<h1><?cs var:Text.Roster.Title ?></h1>
<?cs call:gp_desk("/admin/roster", #0) ?>
<p class="ga-tools"><a class="ga-button" href="/admin/roster/list?campaign=<?cs var:Campaign.Token ?>"><?cs var:Text.Graduate.Title ?></a> <a class="ga-button" href="/admin/roster/enrolment?campaign=<?cs var:Campaign.Token ?>"><?cs var:Text.Enrolment.Title ?></a></p>
<form class="ga-card" method="post" action="/admin/roster" enctype="multipart/form-data" data-pieces="1"><?cs call:gp_form_start() ?>
<input type="hidden" name="campaign" value="<?cs var:Campaign.Token ?>">
<h2><?cs var:Text.Roster.Import ?></h2>
<p><label for="f-File"><?cs var:Text.Roster.File ?></label> <input id="f-File" name="File" type="file" accept=".csv,.xlsx,text/csv"<?cs if:Form.File.Error ?> aria-invalid="true" aria-describedby="error-File"<?cs /if ?>></p><?cs if:Form.File.Error ?>
<p class="gp-field-error" id="error-File"><?cs var:Form.File.Error ?></p><?cs /if ?>
<p class="gp-note"><?cs var:Text.Roster.FileHint ?> <a href="/admin/roster/template.xlsx" download><?cs var:Text.Roster.Template ?></a></p>
<fieldset class="ga-choices"><legend><?cs var:Text.Roster.What ?></legend><?cs
call:gp_option("What", Form.What, "dry", Text.Roster.Dry) ?><?cs
call:gp_option("What", Form.What, "store", Text.Roster.Store) ?>
</fieldset><?cs
call:gp_check("Skip", Form.Skip, Text.Roster.Skip) ?><?cs
call:gp_check("Names", Form.Names, Text.Roster.Names) ?><?cs
call:gp_check("Replace", Form.Replace, Text.Roster.Replace) ?><?cs if:Form.Replace.Error ?>
<p class="gp-field-error" id="error-Replace"><?cs var:Form.Replace.Error ?></p><?cs /if ?>
<p class="gp-note"><?cs var:Text.Roster.ReplaceHint ?></p><?cs call:gp_pieces() ?>
<p><button class="ga-button ga-button_primary" type="submit"><?cs var:Text.Roster.Go ?></button></p>
</form>
<h2><?cs var:Text.Roster.There ?> <?cs var:Roster.Rows ?></h2><?cs if:Counts.0.Name ?>
<table class="ga-table">
<thead><tr><th scope="col"><?cs var:Text.Desk.Department ?></th><th class="ga-number" scope="col"><?cs var:Text.Roster.Rows ?></th><th class="ga-number" scope="col"><?cs var:Text.Roster.Held ?></th></tr></thead>
<tbody><?cs each:x = Counts ?>
<tr><th scope="row"><?cs var:x.Name ?></th><td class="ga-number"><?cs var:x.Rows ?></td><td class="ga-number"><?cs var:x.Held ?></td></tr><?cs /each ?>
</tbody>
</table><?cs /if ?>
<?cs include:"layout/admin_end.cs" ?>
