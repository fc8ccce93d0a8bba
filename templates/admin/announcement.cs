<?cs # An announcement: a new one, or what can be changed of one.
  Reads Announcement.{Id,For,State} of one that is there, Places.<i>.{Key,Name,
  Now} for a new one, Form.{For,TitleZh,BodyZh,TitleEn,BodyEn,From,Until,
  Version}, Page.Csrf.
?><?cs if:Announcement.Id ?><?cs set:Page.Title = Text.Announce.Edit ?><?cs else ?><?cs set:Page.Title = Text.Announce.Add ?><?cs /if ?><?cs set:Page.Back = "/admin/announcements" ?><?cs include:"layout/admin.cs" ?><?cs include:"layout/form.cs" ?><?cs include:"layout/announce_words.cs" ?>
<h1><?cs var:Page.Title ?><?cs if:Announcement.Id ?> <?cs call:gp_announce_state(Announcement.State) ?><?cs /if ?></h1><?cs if:Announcement.Id ?>
<p class="gp-lead"><?cs var:Announcement.For ?></p><?cs /if ?><?cs if:Announcement.Id || Places.0.Key ?>
<form class="ga-card ga-form" method="post" action="/admin/announcements<?cs if:Announcement.Id ?>/<?cs var:Announcement.Id ?><?cs /if ?>"><?cs call:gp_form_start() ?><?cs if:Announcement.Id ?>
<input type="hidden" name="Version" value="<?cs var:Form.Version.Value ?>"><?cs else ?>
<p><label for="f-For"><?cs var:Text.Announce.For ?></label>
<select id="f-For" name="For"<?cs if:Form.For.Error ?> aria-invalid="true"<?cs /if ?>><?cs each:x = Places ?>
<option value="<?cs var:x.Key ?>"<?cs if:x.Now ?> selected<?cs /if ?>><?cs var:x.Name ?></option><?cs /each ?>
</select></p><?cs /if ?>
<div class="weui-cells weui-cells_form"><?cs
call:gp_field("TitleZh", Form.TitleZh, "text", Text.Announce.TitleZh, "", "off", "", 120) ?><?cs
call:gp_area("BodyZh", Form.BodyZh, Text.Announce.BodyZh, "", 2000) ?><?cs
call:gp_field("TitleEn", Form.TitleEn, "text", Text.Announce.TitleEn, "", "off", "", 120) ?><?cs
call:gp_area("BodyEn", Form.BodyEn, Text.Announce.BodyEn, "", 2000) ?><?cs
call:gp_field("From", Form.From, "datetime-local", Text.Announce.From, Text.Announce.FromHint, "off", "", 16) ?><?cs
call:gp_field("Until", Form.Until, "datetime-local", Text.Announce.Until, Text.Announce.UntilHint, "off", "", 16) ?>
</div>
<p><button class="ga-button ga-button_primary" type="submit"><?cs if:Announcement.Id ?><?cs var:Text.Announce.Save ?><?cs else ?><?cs var:Text.Announce.AddGo ?><?cs /if ?></button></p>
</form><?cs if:Announcement.Id && Announcement.State != "over" ?>
<form class="ga-tools" method="post" action="/admin/announcements/<?cs var:Announcement.Id ?>/end">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<p><button class="ga-button ga-button_bad" type="submit"><?cs var:Text.Announce.End ?></button> <?cs var:Text.Announce.EndNote ?></p>
</form><?cs /if ?><?cs else ?>
<p class="gp-lead"><?cs var:Text.Campaign.NoSchool ?></p><?cs /if ?>
<?cs include:"layout/admin_end.cs" ?>
