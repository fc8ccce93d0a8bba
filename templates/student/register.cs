<?cs # Register: document, person, phone, password, consents.
  Reads Form.Type, Number, Name, Sex, Phone, Email, Password, Again, Terms,
  Photo, Face, Sms, Picture; Password.Missing.N; Campaign.*.
?><?cs set:Page.Title = Text.Register.Title ?><?cs set:Page.Script = "register" ?><?cs set:Page.Back = "/" ?><?cs include:"layout/top.cs" ?><?cs include:"layout/form.cs" ?><?cs include:"layout/person.cs" ?><?cs include:"layout/document.cs" ?>
<h1><?cs var:Text.Register.Title ?></h1>
<p class="gp-lead"><?cs if:Campaign.School ?><?cs var:Campaign.School ?> · <?cs var:Campaign.Name ?><?cs else ?><?cs var:Text.Register.Lead ?><?cs /if ?></p>
<form method="post" action="/register" novalidate><?cs call:gp_form_start() ?><?cs call:gp_document("/register/read") ?><?cs call:gp_overseas("/register") ?>
<?cs call:gp_id_type() ?>
<div class="weui-cells weui-cells_form"><?cs
call:gp_field("Number", Form.Number, "text", Text.Person.Number, Text.Person.NumberHint, "off", "", "40") ?><?cs
call:gp_field("Name", Form.Name, "text", Text.Person.Name, Text.Person.NameHint, "name", "", "120") ?>
</div>
<fieldset class="gp-set" id="f-Sex" tabindex="-1"><legend><?cs var:Text.Person.Sex ?></legend>
<div class="weui-cells weui-cells_form gp-options gp-options_row"><?cs
call:gp_option("Sex", Form.Sex, "M", Text.Person.Male) ?><?cs
call:gp_option("Sex", Form.Sex, "F", Text.Person.Female) ?>
</div><?cs if:Form.Sex.Error ?>
<p class="gp-field-error"><?cs var:Form.Sex.Error ?></p><?cs /if ?><?cs call:gp_unsure("Sex", Form.Sex) ?></fieldset>
<div class="weui-cells weui-cells_form"><?cs
call:gp_field("Phone", Form.Phone, "tel", Text.Person.Phone, Text.Person.PhoneHint, "tel", "tel", "20") ?><?cs
call:gp_field("Email", Form.Email, "email", Text.Person.Email, Text.Person.EmailHint, "email", "email", "254") ?>
</div><?cs
call:gp_new_password() ?><?cs
call:gp_consents() ?><?cs
call:gp_submit(Text.Register.Submit) ?>
</form>
<p class="gp-note gp-center"><a class="gp-tap" href="/login"><?cs var:Text.Register.HaveAccount ?></a></p>
<?cs include:"layout/bottom.cs" ?>
