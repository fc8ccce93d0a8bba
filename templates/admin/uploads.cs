<?cs # Photos of many students at once.
  Reads Place.*, Places.* (layout/place.cs), Form.{What,ByNumber,File,Error}
  (layout/form.cs), Page.Csrf. static/pieces.js sends large files and several.
?><?cs set:Page.Title = Text.Uploads.Nav ?><?cs set:Page.Script = "pieces" ?><?cs include:"layout/admin.cs" ?><?cs include:"layout/form.cs" ?><?cs include:"layout/place.cs" ?>
<h1><?cs var:Text.Uploads.Nav ?></h1>
<?cs call:gp_place("/admin/uploads") ?>
<form class="ga-card" method="post" action="/admin/uploads" enctype="multipart/form-data" data-pieces="1"><?cs call:gp_form_start() ?>
<input type="hidden" name="place" value="<?cs var:Place.Key ?>">
<p><label for="f-File"><?cs var:Text.Uploads.File ?></label> <input id="f-File" name="File" type="file" accept=".zip,application/zip,image/*" multiple<?cs if:Form.File.Error ?> aria-invalid="true" aria-describedby="error-File"<?cs /if ?>></p><?cs if:Form.File.Error ?>
<p class="gp-field-error" id="error-File"><?cs var:Form.File.Error ?></p><?cs /if ?>
<p class="gp-note"><?cs var:Text.Uploads.FileHint ?></p>
<fieldset class="ga-choices"><legend><?cs var:Text.Roster.What ?></legend><?cs
call:gp_option("What", Form.What, "dry", Text.Uploads.Dry) ?><?cs
call:gp_option("What", Form.What, "store", Text.Uploads.Store) ?>
</fieldset><?cs
call:gp_check("ByNumber", Form.ByNumber, Text.Uploads.ByNumber) ?><?cs call:gp_pieces() ?>
<p><button class="ga-button ga-button_primary" type="submit"><?cs var:Text.Roster.Go ?></button></p>
</form>
<p class="gp-note"><?cs var:Text.Uploads.After ?></p>
<?cs include:"layout/admin_end.cs" ?>
