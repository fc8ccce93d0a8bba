<?cs # The school's information beside the code's; right, or wrong and how.
  Reads Info.{School,SchoolCode,Campaign,Name,Sex,IdNo,StudentNo,Department,
  Major,Class,Level,Graduation,Contact,Correction,
  CorrectionState,Answer},
  Code.{At,Name,IdNo,StudentNo,SchoolCode}, Code.Differs, Code.<name>Differs, Form.Message.{Value,Error},
  Form.Error, Page.Csrf.
?><?cs set:Page.Title = Text.Collect.ConfirmTitle ?><?cs if:Code.At ?><?cs set:Page.Back = "/collect/code" ?><?cs else ?><?cs set:Page.Back = "/collect/identity" ?><?cs /if ?><?cs include:"layout/top.cs" ?><?cs include:"layout/steps.cs" ?><?cs include:"layout/form.cs" ?><?cs

def:info(label, value, code, differs) ?><?cs if:value ?>
<div class="gp-info__row<?cs if:differs ?> gp-info__row_bad<?cs /if ?>"><dt><?cs var:label ?></dt><dd><?cs var:value ?><?cs if:code ?>
<span class="gp-match"><?cs var:Text.Collect.ConfirmCodeSays ?><?cs var:code ?> <?cs if:differs ?><b class="gp-match__bad"><?cs var:Text.Collect.ConfirmDiffers ?></b><?cs else ?><span class="gp-match__ok"><?cs var:Text.Collect.ConfirmMatch ?></span><?cs /if ?></span><?cs /if ?></dd></div><?cs /if ?><?cs /def ?>
<h1><?cs var:Text.Collect.ConfirmTitle ?></h1>
<p class="gp-lead"><?cs var:Text.Collect.ConfirmLead ?></p><?cs if:Code.Differs ?>
<p class="gp-error" role="alert" tabindex="-1"><?cs var:Text.Collect.ConfirmCodeDiffers ?> <a class="gp-link" href="/collect/code"><?cs var:Text.Collect.ConfirmCodeChange ?></a></p><?cs /if ?>
<dl class="gp-card gp-info"><?cs
call:info(Text.Collect.ConfirmName, Info.Name, Code.Name, Code.NameDiffers) ?><?cs
if:Info.Sex == "M" ?><?cs call:info(Text.Collect.ConfirmSex, Text.Collect.SexM, "", "") ?><?cs
elif:Info.Sex == "F" ?><?cs call:info(Text.Collect.ConfirmSex, Text.Collect.SexF, "", "") ?><?cs /if ?><?cs
call:info(Text.Collect.ConfirmIdNo, Info.IdNo, Code.IdNo, Code.IdNoDiffers) ?><?cs
call:info(Text.Collect.ConfirmStudentNo, Info.StudentNo, Code.StudentNo, Code.StudentNoDiffers) ?><?cs
call:info(Text.Collect.ConfirmSchool, Info.School, Code.SchoolCode, Code.SchoolCodeDiffers) ?><?cs
call:info(Text.Collect.ConfirmDepartment, Info.Department, "", "") ?><?cs
call:info(Text.Collect.ConfirmMajor, Info.Major, "", "") ?><?cs
call:info(Text.Collect.ConfirmClass, Info.Class, "", "") ?><?cs
call:info(Text.Collect.ConfirmLevel, Info.Level, "", "") ?><?cs
call:info(Text.Collect.ConfirmGraduation, Info.Graduation, "", "") ?><?cs
call:info(Text.Collect.ConfirmCampaign, Info.Campaign, "", "") ?><?cs if:Code.At ?>
<div class="gp-info__row"><dt><?cs var:Text.Collect.ConfirmCode ?></dt><dd><?cs var:Text.Collect.ConfirmCodeKept ?> <a class="gp-link" href="/collect/code"><?cs var:Text.Collect.ConfirmCodeChange ?></a></dd></div><?cs /if ?>
</dl><?cs if:Info.Correction ?>
<div class="gp-card gp-said">
<p><?cs if:Info.CorrectionState == "done" ?><?cs var:Text.Collect.ConfirmDone ?><?cs elif:Info.CorrectionState == "answered" ?><?cs var:Text.Collect.ConfirmAnswered ?><?cs else ?><?cs var:Text.Collect.ConfirmOpen ?><?cs /if ?></p>
<blockquote><?cs var:Info.Correction ?></blockquote><?cs if:Info.Answer ?>
<p><?cs var:Text.Collect.ConfirmAnswer ?><?cs var:Info.Answer ?></p><?cs /if ?>
</div><?cs /if ?>
<form method="post" action="/collect/confirm">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<p class="gp-actions"><button class="weui-btn weui-btn_primary" type="submit"><?cs var:Text.Collect.ConfirmRight ?></button></p>
</form>
<details class="gp-card gp-more gp-wrong"<?cs if:Form.Error ?> open<?cs /if ?>>
<summary><?cs var:Text.Collect.ConfirmWrong ?></summary>
<p class="gp-note"><?cs var:Text.Collect.ConfirmWrongLead ?></p><?cs if:Info.Contact ?>
<p class="gp-note"><?cs var:Text.Collect.ConfirmContact ?><?cs var:Info.Contact ?></p><?cs /if ?>
<form method="post" action="/collect/correction"><?cs
call:gp_form_start() ?><?cs
call:gp_area("Message", Form.Message, Text.Collect.ConfirmWrongLabel, Text.Collect.ConfirmWrongHint, "300") ?>
<p class="gp-actions"><button class="weui-btn weui-btn_default" type="submit"><?cs var:Text.Collect.ConfirmWrongSend ?></button></p>
</form>
</details>
<?cs include:"layout/bottom.cs" ?>
