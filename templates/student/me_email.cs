<?cs # Another e-mail address, or none. Reads Form.Email.
?><?cs set:Page.Title = Text.Me.EmailTitle ?><?cs include:"layout/top.cs" ?><?cs include:"layout/form.cs" ?>
<h1><?cs var:Text.Me.EmailTitle ?></h1>
<p class="gp-lead"><?cs var:Text.Me.EmailLead ?></p>
<form method="post" action="/me/email" novalidate><?cs call:gp_form_start() ?>
<div class="weui-cells weui-cells_form"><?cs
call:gp_field("Email", Form.Email, "email", Text.Person.Email, "", "email", "email", "254") ?>
</div><?cs
call:gp_submit(Text.Common.Save) ?>
</form>
<p class="gp-note gp-center"><a class="gp-tap" href="/me"><?cs var:Text.Common.Back ?></a></p>
<?cs include:"layout/bottom.cs" ?>
