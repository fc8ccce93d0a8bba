<?cs # Macros of the account forms, after layout/form.cs:

  gp_id_type()                   card, passport or permit: Form.Type
  gp_new_password()              Form.Password and Form.Again with the rules;
                                 what is missing is Password.Missing.N
  gp_consent(name, node, tick, title, body, version)
  gp_consents()                  the four of signing up

?><?cs def:gp_id_type() ?>
<fieldset class="gp-set" id="f-Type" tabindex="-1"><legend><?cs var:Text.Person.Type ?></legend>
<div class="weui-cells weui-cells_form gp-options"><?cs
call:gp_option("Type", Form.Type, "card", Text.Person.Card) ?><?cs
call:gp_option("Type", Form.Type, "passport", Text.Person.Passport) ?><?cs
call:gp_option("Type", Form.Type, "permit", Text.Person.Permit) ?><?cs if:Form.Type.Error ?>
<p class="gp-field-error"><?cs var:Form.Type.Error ?></p><?cs /if ?>
</div></fieldset><?cs /def ?><?cs

def:gp_new_password() ?>
<div class="weui-cells weui-cells_form"><?cs
call:gp_secret("Password", Form.Password, Text.Password.New, Text.Password.Rules, "new-password", "128") ?><?cs if:subcount(Password.Missing) ?>
<ul class="gp-missing"><?cs each:m = Password.Missing ?>
<li><?cs var:m ?></li><?cs /each ?>
</ul><?cs /if ?><?cs
call:gp_secret("Again", Form.Again, Text.Password.Again, "", "new-password", "128") ?>
</div><?cs /def ?><?cs

def:gp_consent(name, node, tick, title, body, version) ?>
<div class="gp-consent"><?cs call:gp_check(name, node, tick) ?>
<details class="gp-details"><summary><?cs var:Text.Consent.Read ?> <?cs var:title ?></summary>
<div class="gp-text"><?cs var:body ?></div>
<p class="gp-note"><?cs var:Text.Consent.Version ?> <?cs var:version ?></p></details>
</div><?cs /def ?><?cs

def:gp_consents() ?>
<fieldset class="gp-set"><legend><?cs var:Text.Consent.Legend ?></legend>
<div class="weui-cells weui-cells_form"><?cs
call:gp_consent("Terms", Form.Terms, Text.Consent.TermsTick, Text.Consent.TermsTitle, Text.Consent.TermsBody, Text.Consent.TermsVersion) ?><?cs
call:gp_consent("Photo", Form.Photo, Text.Consent.PhotoTick, Text.Consent.PhotoTitle, Text.Consent.PhotoBody, Text.Consent.PhotoVersion) ?><?cs
call:gp_consent("Face", Form.Face, Text.Consent.FaceTick, Text.Consent.FaceTitle, Text.Consent.FaceBody, Text.Consent.FaceVersion) ?><?cs
call:gp_consent("Sms", Form.Sms, Text.Consent.SmsTick, Text.Consent.SmsTitle, Text.Consent.SmsBody, Text.Consent.SmsVersion) ?>
</div></fieldset><?cs /def ?>
