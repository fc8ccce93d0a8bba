<?cs # What one student says is wrong, the row of the roster, and the answer.
  Reads Correction.{Id,Campaign,No,Name,Department,Message,State,Answer,By,At,
  AnsweredAt}, Form.{Version,Name,Sex,Major,Class,Level,Graduation,Note,
  Answer}, Page.Csrf.
?><?cs set:Page.Title = Text.Correct.One ?><?cs set:Page.Back = "/admin/corrections?campaign=" + Correction.Campaign ?><?cs include:"layout/admin.cs" ?><?cs include:"layout/form.cs" ?><?cs include:"layout/correct_words.cs" ?>
<h1><?cs var:Correction.Name ?> <?cs var:Correction.No ?> <?cs call:gp_correct_state(Correction.State) ?></h1>
<p class="gp-lead"><?cs var:Correction.Department ?></p>
<div class="ga-card">
<h2><?cs var:Text.Correct.Message ?></h2>
<p><?cs var:Correction.Message ?></p>
<p class="gp-note"><?cs var:Correction.At ?></p>
</div><?cs if:Correction.AnsweredAt ?>
<div class="ga-card">
<h2><?cs var:Text.Correct.AnswerTitle ?></h2><?cs if:Correction.Answer ?>
<p><?cs var:Correction.Answer ?></p><?cs /if ?>
<p class="gp-note"><?cs var:Correction.By ?> · <?cs var:Correction.AnsweredAt ?></p>
</div><?cs /if ?><?cs if:Correction.State == "open" ?>
<form class="ga-card ga-form" method="post" action="/admin/corrections/<?cs var:Correction.Id ?>/roster">
<h2><?cs var:Text.Correct.Mend ?></h2><?cs call:gp_form_start() ?>
<input type="hidden" name="Version" value="<?cs var:Form.Version.Value ?>">
<div class="weui-cells weui-cells_form"><?cs
call:gp_field("Name", Form.Name, "text", Text.Review.Name, "", "off", "", 120) ?>
<fieldset class="gp-field" id="f-Sex"><legend><?cs var:Text.Correct.Sex ?></legend><?cs
call:gp_option("Sex", Form.Sex, "M", Text.Correct.Male) ?><?cs
call:gp_option("Sex", Form.Sex, "F", Text.Correct.Female) ?>
</fieldset><?cs
call:gp_field("Major", Form.Major, "text", Text.Review.Major, "", "off", "", 120) ?><?cs
call:gp_field("Class", Form.Class, "text", Text.Review.Class, "", "off", "", 120) ?><?cs
call:gp_field("Level", Form.Level, "text", Text.Correct.Level, "", "off", "", 32) ?><?cs
call:gp_field("Graduation", Form.Graduation, "text", Text.Correct.Graduation, "", "off", "", 16) ?><?cs
call:gp_field("Note", Form.Note, "text", Text.Correct.Note, Text.Correct.NoteHint, "off", "", 60) ?>
</div>
<p><button class="ga-button ga-button_primary" type="submit"><?cs var:Text.Correct.MendGo ?></button></p>
</form>
<form class="ga-card ga-form" method="post" action="/admin/corrections/<?cs var:Correction.Id ?>/answer">
<h2><?cs var:Text.Correct.Only ?></h2>
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<div class="weui-cells weui-cells_form"><?cs
call:gp_field("Answer", Form.Answer, "text", Text.Correct.Answer, Text.Correct.AnswerHint, "off", "", 60) ?>
</div>
<p><button class="ga-button" type="submit"><?cs var:Text.Correct.OnlyGo ?></button></p>
</form><?cs elif:Form.Error ?>
<p class="gp-error" role="alert" tabindex="-1"><?cs var:Form.Error ?></p><?cs /if ?>
<?cs include:"layout/admin_end.cs" ?>
