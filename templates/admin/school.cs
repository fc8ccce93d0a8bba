<?cs # One school: names, contact, departments.
  Reads School.{Id,Name,Code,MayAdd,Wrong}, Departments.<i>.{Id,Name,Was,
  Students,Reviewers,Empty,Error}, Form.{NameZh,NameEn,Contact,Version,Name}
  (layout/form.cs), Page.Csrf.
?><?cs set:Page.Title = School.Name ?><?cs set:Page.Back = "/admin/schools" ?><?cs include:"layout/admin.cs" ?><?cs include:"layout/form.cs" ?>
<h1><?cs var:School.Name ?></h1>
<p class="gp-lead"><?cs var:Text.School.Code ?> <?cs var:School.Code ?><?cs if:School.MayAdd ?> · <a href="/admin/staff?school=<?cs var:School.Id ?>"><?cs var:Text.People.Title ?></a> · <a href="/admin/staff/new?role=registrar&amp;place=<?cs var:School.Id ?>"><?cs var:Text.School.AddRegistrar ?></a><?cs /if ?></p>
<form class="ga-card ga-form" method="post" action="/admin/schools/<?cs var:School.Id ?>"><?cs call:gp_form_start() ?><input type="hidden" name="Version" value="<?cs var:Form.Version.Value ?>">
<div class="weui-cells weui-cells_form"><?cs
call:gp_field("NameZh", Form.NameZh, "text", Text.Campaign.NameZh, "", "off", "", 120) ?><?cs
call:gp_field("NameEn", Form.NameEn, "text", Text.Campaign.NameEn, "", "off", "", 120) ?><?cs
call:gp_field("Contact", Form.Contact, "text", Text.School.Contact, Text.School.ContactHint, "off", "", 200) ?>
</div>
<p><button class="ga-button ga-button_primary" type="submit"><?cs var:Text.Campaign.Save ?></button></p>
</form>
<h2><?cs var:Text.School.Departments ?></h2>
<table class="ga-table">
<thead><tr><th scope="col"><?cs var:Text.School.DepartmentName ?></th><th class="ga-number" scope="col"><?cs var:Text.School.Students ?></th><th class="ga-number" scope="col"><?cs var:Text.School.Reviewers ?></th></tr></thead>
<tbody><?cs each:x = Departments ?>
<tr><td><form class="ga-tools" method="post" action="/admin/departments/<?cs var:x.Id ?>"><input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>"><input type="hidden" name="Was" value="<?cs var:x.Was ?>"><input name="Name" value="<?cs var:x.Name ?>" maxlength="120" aria-label="<?cs var:Text.School.DepartmentName ?> <?cs var:x.Was ?>"<?cs if:x.Error ?> aria-invalid="true" aria-describedby="error-<?cs var:x.Id ?>"<?cs /if ?>> <button class="ga-button" name="What" value="rename" type="submit"><?cs var:Text.School.Rename ?></button><?cs if:x.Empty ?> <button class="ga-button ga-button_bad" name="What" value="remove" type="submit"><?cs var:Text.School.Remove ?></button><?cs /if ?></form><?cs if:x.Error ?><p class="gp-field-error" id="error-<?cs var:x.Id ?>" role="alert"><?cs var:x.Error ?></p><?cs /if ?></td><td class="ga-number"><?cs var:x.Students ?></td><td class="ga-number"><?cs var:x.Reviewers ?></td></tr><?cs /each ?>
</tbody>
</table>
<p class="gp-note"><?cs var:Text.School.RemoveNote ?></p>
<form class="ga-tools" method="post" action="/admin/schools/<?cs var:School.Id ?>/departments"><input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>"><input type="hidden" name="What" value="add">
<p><label for="f-Name"><?cs var:Text.School.DepartmentName ?></label> <input id="f-Name" name="Name" value="<?cs if:School.Wrong ?><?cs var:Form.Name.Value ?><?cs /if ?>" maxlength="120"<?cs if:School.Wrong ?> aria-invalid="true" aria-describedby="error-Name"<?cs /if ?>></p>
<p><button class="ga-button" type="submit"><?cs var:Text.School.AddDepartment ?></button></p>
</form><?cs if:School.Wrong ?>
<p class="gp-field-error" id="error-Name" role="alert"><?cs var:School.Wrong ?></p><?cs /if ?>
<?cs include:"layout/admin_end.cs" ?>
