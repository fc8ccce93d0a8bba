<?cs # One message: samples of it, and an administrator's words of the e-mail.
  Reads Message.{Name,When,Changed,NoMail,Unsaved}, Places.<i>.{Name,What},
  Samples.<i>.{Lang,Sms,Subject,Mail}, Form.{SubjectZh,BodyZh,SubjectEn,BodyEn,
  Version} (layout/form.cs), Page.Csrf.
?><?cs set:Page.Title = Message.When ?><?cs set:Page.Back = "/admin/messages" ?><?cs include:"layout/admin.cs" ?><?cs include:"layout/form.cs" ?>
<h1><?cs var:Message.When ?></h1>
<p class="gp-lead"><?cs if:Message.Changed ?><?cs var:Text.Message.ChangedAt ?> <?cs var:Message.Changed ?><?cs else ?><?cs var:Text.Message.Unchanged ?><?cs /if ?></p><?cs if:Message.NoMail ?>
<p class="gp-note"><?cs var:Text.Message.MailOff ?></p><?cs /if ?>
<div class="ga-two">
<div>
<form class="ga-card ga-form" method="post" action="/admin/messages/<?cs var:Message.Name ?>"><?cs call:gp_form_start() ?>
<input type="hidden" name="Version" value="<?cs var:Form.Version.Value ?>">
<h2><?cs var:Text.Message.Mail ?></h2><?cs if:Places.0.Name ?>
<p class="gp-note"><?cs var:Text.Message.Places ?></p>
<ul class="ga-plain"><?cs each:x = Places ?>
<li><code><?cs var:x.Name ?></code> <?cs var:x.What ?></li><?cs /each ?>
</ul><?cs else ?>
<p class="gp-note"><?cs var:Text.Message.NoPlaces ?></p><?cs /if ?>
<div class="weui-cells weui-cells_form"><?cs
call:gp_field("SubjectZh", Form.SubjectZh, "text", Text.Message.SubjectZh, "", "off", "", 80) ?><?cs
call:gp_area("BodyZh", Form.BodyZh, Text.Message.BodyZh, "", 600) ?><?cs
call:gp_field("SubjectEn", Form.SubjectEn, "text", Text.Message.SubjectEn, "", "off", "", 80) ?><?cs
call:gp_area("BodyEn", Form.BodyEn, Text.Message.BodyEn, "", 600) ?>
</div>
<p><button class="ga-button ga-button_primary" type="submit" name="Do" value="save"><?cs var:Text.Message.Save ?></button> <button class="ga-button" type="submit" name="Do" value="preview"><?cs var:Text.Message.Preview ?></button></p>
</form><?cs if:Message.Changed ?>
<form class="ga-tools" method="post" action="/admin/messages/<?cs var:Message.Name ?>/reset">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<input type="hidden" name="Version" value="<?cs var:Form.Version.Value ?>">
<p><button class="ga-button ga-button_bad" type="submit"><?cs var:Text.Message.Reset ?></button> <?cs var:Text.Message.ResetNote ?></p>
</form><?cs /if ?>
</div>
<div><?cs if:Message.Unsaved ?>
<p class="gp-note" role="status"><?cs var:Text.Message.Unsaved ?></p><?cs /if ?><?cs each:x = Samples ?>
<section class="ga-card ga-sample">
<h2><?cs if:x.Lang == "en" ?><?cs var:Text.Message.SampleEn ?><?cs else ?><?cs var:Text.Message.SampleZh ?><?cs /if ?></h2>
<h3><?cs var:Text.Message.Sms ?></h3>
<p lang="<?cs var:x.Lang ?>"><?cs var:x.Sms ?></p>
<h3><?cs var:Text.Message.Mail ?></h3>
<p lang="<?cs var:x.Lang ?>"><b><?cs var:x.Subject ?></b></p>
<p class="gp-text" lang="<?cs var:x.Lang ?>"><?cs var:x.Mail ?></p>
</section><?cs /each ?><?cs if:!Message.NoMail ?>
<form class="ga-tools" method="post" action="/admin/messages/<?cs var:Message.Name ?>/test">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<p><?cs var:Text.Message.TestNote ?></p>
<p><button class="ga-button" type="submit" name="Lang" value="zh-CN"><?cs var:Text.Message.TestZh ?></button> <button class="ga-button" type="submit" name="Lang" value="en"><?cs var:Text.Message.TestEn ?></button></p>
</form><?cs /if ?>
</div>
</div>
<?cs include:"layout/admin_end.cs" ?>
