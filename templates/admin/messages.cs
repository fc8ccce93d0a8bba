<?cs # What is sent to students.
  Reads List.<i>.{Name,When,Zh,En,Own}, Sms.Sign.
?><?cs set:Page.Title = Text.Message.Title ?><?cs include:"layout/admin.cs" ?>
<h1><?cs var:Text.Message.Title ?></h1>
<p class="gp-lead"><?cs var:Text.Message.Lead ?></p>
<p class="gp-note"><?cs var:Text.Message.Sign ?> <b><?cs var:Sms.Sign ?></b></p>
<div class="ga-scroll" role="region" tabindex="0" aria-label="<?cs var:Text.Message.Title ?>"><table class="ga-table">
<thead><tr><th scope="col"><?cs var:Text.Message.WhenTitle ?></th><th scope="col"><?cs var:Text.Message.SmsZh ?></th><th scope="col"><?cs var:Text.Message.SmsEn ?></th><th scope="col"><?cs var:Text.Message.Mail ?></th></tr></thead>
<tbody><?cs each:x = List ?>
<tr><th scope="row"><a href="/admin/messages/<?cs var:x.Name ?>"><?cs var:x.When ?></a></th><td lang="zh-CN"><?cs var:x.Zh ?></td><td lang="en"><?cs var:x.En ?></td><td class="ga-short"><?cs if:x.Own ?><span class="ga-tag ga-tag_good"><?cs var:Text.Message.Own ?></span><?cs else ?><?cs var:Text.Message.Ours ?><?cs /if ?></td></tr><?cs /each ?>
</tbody>
</table></div>
<?cs include:"layout/admin_end.cs" ?>
