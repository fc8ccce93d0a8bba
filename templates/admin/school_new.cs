<?cs # One school more. Reads Form.{Code,NameZh,NameEn,Contact} (layout/form.cs),
  Page.Csrf.
?><?cs set:Page.Title = Text.School.Add ?><?cs set:Page.Back = "/admin/schools" ?><?cs include:"layout/admin.cs" ?><?cs include:"layout/form.cs" ?>
<h1><?cs var:Text.School.Add ?></h1>
<form class="ga-card ga-form" method="post" action="/admin/schools"><?cs call:gp_form_start() ?>
<div class="weui-cells weui-cells_form"><?cs
call:gp_field("Code", Form.Code, "text", Text.School.Code, Text.School.CodeHint, "off", "", 16) ?><?cs
call:gp_field("NameZh", Form.NameZh, "text", Text.Campaign.NameZh, "", "off", "", 120) ?><?cs
call:gp_field("NameEn", Form.NameEn, "text", Text.Campaign.NameEn, "", "off", "", 120) ?><?cs
call:gp_field("Contact", Form.Contact, "text", Text.School.Contact, Text.School.ContactHint, "off", "", 200) ?>
</div>
<p><button class="ga-button ga-button_primary" type="submit"><?cs var:Text.School.Add ?></button></p>
</form>
<?cs include:"layout/admin_end.cs" ?>
