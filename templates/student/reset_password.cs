<?cs # The code was right: the new password. Reads Form.*, Password.Missing.N.
?><?cs set:Page.Title = Text.Reset.PasswordTitle ?><?cs include:"layout/top.cs" ?><?cs include:"layout/form.cs" ?><?cs include:"layout/person.cs" ?>
<h1><?cs var:Text.Reset.PasswordTitle ?></h1>
<p class="gp-lead"><?cs var:Text.Reset.PasswordLead ?></p>
<form method="post" action="/reset/password" novalidate><?cs call:gp_form_start() ?><?cs
call:gp_new_password() ?><?cs
call:gp_submit(Text.Common.Save) ?>
</form>
<?cs include:"layout/bottom.cs" ?>
