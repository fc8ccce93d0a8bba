<?cs # One campaign more.
  Reads Schools.<i>.{Id,Name,Now}, Form.{School,Kind,Profile} and those of
  layout/campaign_form.cs, Page.Csrf.
?><?cs set:Page.Title = Text.Campaign.Add ?><?cs set:Page.Back = "/admin/campaigns" ?><?cs include:"layout/admin.cs" ?><?cs include:"layout/form.cs" ?><?cs include:"layout/campaign_words.cs" ?><?cs include:"layout/campaign_form.cs" ?>
<h1><?cs var:Text.Campaign.Add ?></h1><?cs if:Schools.0.Id ?>
<form class="ga-card ga-form" method="post" action="/admin/campaigns"><?cs call:gp_form_start() ?>
<p class="ga-tools"><label for="f-School"><?cs var:Text.Campaign.School ?></label>
<select id="f-School" name="School"<?cs if:Form.School.Error ?> aria-invalid="true"<?cs /if ?>><?cs each:x = Schools ?>
<option value="<?cs var:x.Id ?>"<?cs if:x.Now ?> selected<?cs /if ?>><?cs var:x.Name ?></option><?cs /each ?>
</select></p>
<fieldset class="gp-field" id="f-Kind"><legend><?cs var:Text.Campaign.Kind ?></legend><?cs
call:gp_option("Kind", Form.Kind, "graduate", Text.Campaign.Graduate) ?><?cs
call:gp_option("Kind", Form.Kind, "new_student", Text.Campaign.NewStudent) ?>
</fieldset>
<fieldset class="gp-field" id="f-Profile"><legend><?cs var:Text.Campaign.Profile ?></legend><?cs
call:gp_option("Profile", Form.Profile, "chsi-graduate-blue", Text.Campaign.ProfileBlue) ?><?cs
call:gp_option("Profile", Form.Profile, "chsi-graduate-white", Text.Campaign.ProfileWhite) ?><?cs
call:gp_option("Profile", Form.Profile, "chsi-graduate-grey", Text.Campaign.ProfileGrey) ?><?cs
call:gp_option("Profile", Form.Profile, "new-student-white", Text.Campaign.ProfileNew) ?>
</fieldset><?cs call:gp_campaign_fields() ?>
<p><button class="ga-button ga-button_primary" type="submit"><?cs var:Text.Campaign.AddGo ?></button></p>
</form><?cs else ?>
<p class="gp-lead"><?cs var:Text.Campaign.NoSchool ?></p><?cs /if ?>
<?cs include:"layout/admin_end.cs" ?>
