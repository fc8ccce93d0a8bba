<?cs # Log-in of staff: the first step.
  Reads Form.Login, Password, Next, Error; Login.Wait (seconds).
?><?cs set:Page.Title = Text.Admin.LoginTitle ?><?cs include:"layout/admin.cs" ?><?cs include:"layout/form.cs" ?>
<div class="ga-narrow">
<h1><?cs var:Text.Admin.LoginTitle ?></h1>
<p class="gp-lead"><?cs var:Text.Admin.LoginLead ?></p>
<form method="post" action="/admin/login" novalidate><?cs call:gp_form_start() ?><?cs if:Login.Wait ?>
<p class="gp-note"><?cs var:Text.Login.Wait1 ?> <?cs var:Login.Wait ?> <?cs var:Text.Login.Wait2 ?></p><?cs /if ?>
<input type="hidden" name="Next" value="<?cs var:Form.Next.Value ?>">
<div class="weui-cells weui-cells_form"><?cs
call:gp_field("Login", Form.Login, "text", Text.Admin.Login, "", "username", "", "60") ?><?cs
call:gp_secret("Password", Form.Password, Text.Password.Password, "", "current-password", "128") ?>
</div><?cs
call:gp_submit(Text.Common.Next) ?>
</form>
<p class="gp-note"><?cs var:Text.Admin.LoginLost ?></p>
</div>
<?cs include:"layout/admin_end.cs" ?>
