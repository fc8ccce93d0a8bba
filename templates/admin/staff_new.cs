<?cs # One person of staff more.
  Reads Form.{Login,Name,Email,Role,Place} (layout/form.cs), Places.*
  (layout/people.cs), Page.Csrf.
?><?cs set:Page.Title = Text.People.AddTitle ?><?cs set:Page.Back = "/admin/staff" ?><?cs include:"layout/admin.cs" ?><?cs include:"layout/form.cs" ?><?cs include:"layout/people.cs" ?>
<h1><?cs var:Text.People.AddTitle ?></h1>
<p class="gp-lead"><?cs var:Text.People.AddLead ?></p>
<form class="ga-card ga-form" method="post" action="/admin/staff"><?cs call:gp_form_start() ?>
<div class="weui-cells weui-cells_form"><?cs
call:gp_field("Name", Form.Name, "text", Text.People.Name, "", "off", "", 40) ?><?cs
call:gp_field("Login", Form.Login, "text", Text.Admin.Login, Text.People.LoginHint, "off", "", 60) ?><?cs
call:gp_field("Email", Form.Email, "email", Text.People.Email, Text.People.EmailHint, "off", "email", 254) ?>
</div><?cs call:gp_role(Form.Role) ?><?cs call:gp_where(Form.Place) ?>
<p class="gp-note"><?cs var:Text.People.PlaceHint ?></p>
<p><button class="ga-button ga-button_primary" type="submit"><?cs var:Text.People.AddGo ?></button></p>
</form>
<?cs include:"layout/admin_end.cs" ?>
