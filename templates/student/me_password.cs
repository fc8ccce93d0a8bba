<?cs # Another password. Reads Form.Current, Password, Again;
  Password.Missing.N.
?><?cs set:Page.Title = Text.Me.PasswordTitle ?><?cs include:"layout/top.cs" ?><?cs include:"layout/form.cs" ?><?cs include:"layout/person.cs" ?>
<h1><?cs var:Text.Me.PasswordTitle ?></h1>
<p class="gp-lead"><?cs var:Text.Me.PasswordLead ?></p>
<form method="post" action="/me/password" novalidate><?cs call:gp_form_start() ?>
<div class="weui-cells weui-cells_form"><?cs
call:gp_secret("Current", Form.Current, Text.Password.Current, "", "current-password", "128") ?>
</div><?cs
call:gp_new_password() ?><?cs
call:gp_submit(Text.Common.Save) ?>
</form>
<p class="gp-note gp-center"><a class="gp-tap" href="/reset"><?cs var:Text.Login.Forgot ?></a> <a class="gp-tap" href="/me"><?cs var:Text.Common.Back ?></a></p>
<?cs include:"layout/bottom.cs" ?>
