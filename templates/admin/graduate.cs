<?cs # One row of the roster.
  Reads Graduate.{Id,Campaign,No,Name,Department,Stage,StageText,Held,At},
  Choices.<i>.{Id,Name,Now}, Form.{Version,Name,Sex,Department,Major,Class,
  Level,Graduation,Phone,Email}, Page.Csrf.
?><?cs set:Page.Title = Text.Graduate.One ?><?cs set:Page.Back = "/admin/roster/list?campaign=" + Graduate.Campaign ?><?cs include:"layout/admin.cs" ?><?cs include:"layout/form.cs" ?>
<h1><?cs var:Graduate.Name ?> <?cs var:Graduate.No ?> <span class="ga-tag<?cs if:Graduate.Stage == "rejected" ?> ga-tag_bad<?cs elif:Graduate.Stage == "accepted" ?> ga-tag_good<?cs /if ?>"><?cs var:Graduate.StageText ?></span></h1>
<p class="gp-lead"><?cs var:Graduate.Department ?> · <?cs var:Text.Graduate.At ?> <?cs var:Graduate.At ?></p>
<form class="ga-card ga-form" method="post" action="/admin/roster/list/<?cs var:Graduate.Id ?>"><?cs call:gp_form_start() ?>
<input type="hidden" name="Version" value="<?cs var:Form.Version.Value ?>"><?cs if:Graduate.Held ?>
<p class="gp-note"><?cs var:Text.Graduate.HeldNote ?></p><?cs /if ?>
<div class="weui-cells weui-cells_form"><?cs
call:gp_field("Name", Form.Name, "text", Text.Review.Name, "", "off", "", 120) ?>
<fieldset class="gp-field" id="f-Sex"><legend><?cs var:Text.Correct.Sex ?></legend><?cs
call:gp_option("Sex", Form.Sex, "M", Text.Correct.Male) ?><?cs
call:gp_option("Sex", Form.Sex, "F", Text.Correct.Female) ?>
</fieldset>
<div class="gp-field<?cs if:Form.Department.Error ?> gp-field_bad<?cs /if ?>">
<div class="weui-cell">
<div class="weui-cell__hd"><label class="weui-label" for="f-Department"><?cs var:Text.Desk.Department ?></label></div>
<div class="weui-cell__bd"><select id="f-Department" name="Department"<?cs if:Form.Department.Error ?> aria-invalid="true" aria-describedby="error-Department"<?cs /if ?>><?cs each:x = Choices ?>
<option value="<?cs var:x.Id ?>"<?cs if:x.Now ?> selected<?cs /if ?>><?cs var:x.Name ?></option><?cs /each ?>
</select></div>
</div><?cs call:gp_field_end("Department", Form.Department, "") ?>
</div><?cs
call:gp_field("Major", Form.Major, "text", Text.Review.Major, "", "off", "", 120) ?><?cs
call:gp_field("Class", Form.Class, "text", Text.Review.Class, "", "off", "", 120) ?><?cs
call:gp_field("Level", Form.Level, "text", Text.Correct.Level, "", "off", "", 32) ?><?cs
call:gp_field("Graduation", Form.Graduation, "text", Text.Correct.Graduation, "", "off", "", 16) ?><?cs
call:gp_field("Phone", Form.Phone, "tel", Text.Review.Phone, "", "off", "tel", 20) ?><?cs
call:gp_field("Email", Form.Email, "email", Text.Graduate.Email, "", "off", "email", 254) ?>
</div>
<p class="gp-note"><?cs var:Text.Graduate.NumbersNote ?></p>
<p><button class="ga-button ga-button_primary" type="submit"><?cs var:Text.Graduate.Save ?></button></p>
</form>
<?cs include:"layout/admin_end.cs" ?>
