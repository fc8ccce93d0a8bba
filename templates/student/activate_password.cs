<?cs # The last step of an activation: a real password, and consents.
  Reads Activate.Name; Form.*, Password.Missing.N.
?><?cs set:Page.Title = Text.Activate.PasswordTitle ?><?cs include:"layout/top.cs" ?><?cs include:"layout/form.cs" ?><?cs include:"layout/person.cs" ?>
<h1><?cs var:Text.Activate.PasswordTitle ?></h1>
<p class="gp-lead"><?cs var:Activate.Name ?><?cs var:Text.Activate.PasswordLead ?></p>
<form method="post" action="/activate/password" novalidate><?cs call:gp_form_start() ?><?cs
call:gp_new_password() ?><?cs
call:gp_consents() ?><?cs
call:gp_submit(Text.Activate.PasswordSubmit) ?>
</form>
<?cs include:"layout/bottom.cs" ?>
