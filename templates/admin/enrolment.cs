<?cs # Enrolment photos (录取照片) that the school supplies.
  Reads Campaign.*, Campaigns.* (layout/desk.cs), Enrolment.{Have,All},
  Form.{What,ByNumber,File,Error}, Page.Csrf. static/pieces.js sends large
  files and several.
?><?cs set:Page.Title = Text.Enrolment.Title ?><?cs set:Page.Back = "/admin/roster?campaign=" + Campaign.Token ?><?cs set:Page.Script = "pieces" ?><?cs include:"layout/admin.cs" ?><?cs include:"layout/form.cs" ?><?cs include:"layout/desk.cs" ?>
<h1><?cs var:Text.Enrolment.Title ?></h1>
<?cs call:gp_desk("/admin/roster/enrolment", #0) ?>
<p class="gp-lead"><?cs var:Text.Enrolment.Lead ?></p>
<p><?cs var:Text.Enrolment.Have ?> <b><?cs var:Enrolment.Have ?></b> / <?cs var:Enrolment.All ?></p>
<form class="ga-card" method="post" action="/admin/roster/enrolment" enctype="multipart/form-data" data-pieces="1"><?cs call:gp_form_start() ?>
<input type="hidden" name="campaign" value="<?cs var:Campaign.Token ?>">
<p><label for="f-File"><?cs var:Text.Uploads.File ?></label> <input id="f-File" name="File" type="file" accept=".zip,application/zip,image/*" multiple<?cs if:Form.File.Error ?> aria-invalid="true" aria-describedby="error-File"<?cs /if ?>></p><?cs if:Form.File.Error ?>
<p class="gp-field-error" id="error-File"><?cs var:Form.File.Error ?></p><?cs /if ?>
<p class="gp-note"><?cs var:Text.Enrolment.FileHint ?></p>
<fieldset class="ga-choices"><legend><?cs var:Text.Roster.What ?></legend><?cs
call:gp_option("What", Form.What, "dry", Text.Enrolment.Dry) ?><?cs
call:gp_option("What", Form.What, "store", Text.Enrolment.Store) ?>
</fieldset><?cs
call:gp_check("ByNumber", Form.ByNumber, Text.Enrolment.ByNumber) ?><?cs call:gp_pieces() ?>
<p><button class="ga-button ga-button_primary" type="submit"><?cs var:Text.Roster.Go ?></button></p>
</form>
<?cs include:"layout/admin_end.cs" ?>
