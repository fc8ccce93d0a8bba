<?cs # Another phone. Reads Me.Phone (masked); Form.Phone, Password.
?><?cs set:Page.Title = Text.Me.PhoneTitle ?><?cs include:"layout/top.cs" ?><?cs include:"layout/form.cs" ?>
<h1><?cs var:Text.Me.PhoneTitle ?></h1>
<p class="gp-lead"><?cs var:Text.Me.PhoneNow ?> <span class="gp-nowrap"><?cs var:Me.Phone ?></span></p>
<form method="post" action="/me/phone" novalidate><?cs call:gp_form_start() ?>
<div class="weui-cells weui-cells_form"><?cs
call:gp_field("Phone", Form.Phone, "tel", Text.Me.PhoneNew, Text.Person.PhoneHint, "tel", "tel", "20") ?><?cs
call:gp_secret("Password", Form.Password, Text.Password.Password, "", "current-password", "128") ?>
</div><?cs
call:gp_submit(Text.Code.Send) ?>
</form>
<p class="gp-note gp-center"><a class="gp-tap" href="/me"><?cs var:Text.Common.Back ?></a></p>
<?cs include:"layout/bottom.cs" ?>
