<?cs # A password of one's own.
  Reads Form.Current, Password, Again, Error; Password.Current: the old one
  is asked for; Login.Wait (seconds).
?><?cs set:Page.Title = Text.Password.New ?><?cs if:Password.Current ?><?cs set:Page.Back = "/admin/me" ?><?cs /if ?><?cs include:"layout/admin.cs" ?><?cs include:"layout/form.cs" ?>
<div class="ga-narrow">
<h1><?cs var:Text.Password.New ?></h1>
<p class="gp-lead"><?cs if:Password.Current ?><?cs var:Text.Admin.PasswordLead ?><?cs else ?><?cs var:Text.Admin.PasswordFirst ?><?cs /if ?></p>
<form method="post" action="/admin/password" novalidate><?cs call:gp_form_start() ?><?cs if:Login.Wait ?>
<p class="gp-note"><?cs var:Text.Login.Wait1 ?> <?cs var:Login.Wait ?> <?cs var:Text.Login.Wait2 ?></p><?cs /if ?>
<div class="weui-cells weui-cells_form"><?cs if:Password.Current ?><?cs
call:gp_secret("Current", Form.Current, Text.Password.Current, "", "current-password", "128") ?><?cs /if ?><?cs
call:gp_secret("Password", Form.Password, Text.Admin.PasswordNew, Text.Admin.PasswordRules, "new-password", "128") ?><?cs
call:gp_secret("Again", Form.Again, Text.Password.Again, "", "new-password", "128") ?>
</div><?cs
call:gp_submit(Text.Common.Next) ?>
</form>
</div>
<?cs include:"layout/admin_end.cs" ?>
