<?cs # What I consented to. Reads Consents.N: Purpose, Title, Body, Version,
  AcceptedAt, AcceptedVersion, Give, Withdraw, Erases.
?><?cs set:Page.Title = Text.Me.Consents ?><?cs include:"layout/top.cs" ?>
<h1><?cs var:Text.Me.Consents ?></h1>
<p class="gp-lead"><?cs var:Text.Consent.Lead ?></p><?cs each:c = Consents ?>
<section class="gp-card">
<h2><?cs var:c.Title ?></h2>
<p class="gp-note"><?cs if:c.AcceptedAt ?><?cs var:Text.Consent.Accepted ?> <?cs var:c.AcceptedAt ?> · <span class="gp-nowrap"><?cs var:Text.Consent.Version ?> <?cs var:c.AcceptedVersion ?></span><?cs else ?><?cs var:Text.Consent.NotGiven ?><?cs /if ?></p>
<details class="gp-details"><summary><?cs var:Text.Consent.Read ?> <?cs var:c.Title ?></summary>
<div class="gp-text"><?cs var:c.Body ?></div>
<p class="gp-note"><?cs var:Text.Consent.Version ?> <?cs var:c.Version ?></p></details><?cs if:c.Give ?>
<form class="gp-actions" method="post" action="/me/consents/accept">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>"><input type="hidden" name="Purpose" value="<?cs var:c.Purpose ?>">
<button class="weui-btn weui-btn_primary" type="submit"><?cs var:Text.Consent.Give ?></button>
</form><?cs /if ?><?cs if:c.Withdraw ?><?cs if:c.Erases ?>
<p class="gp-note"><?cs var:Text.Consent.Erases ?></p><?cs /if ?>
<form class="gp-actions" method="post" action="/me/consents/withdraw">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>"><input type="hidden" name="Purpose" value="<?cs var:c.Purpose ?>">
<button class="weui-btn weui-btn_default" type="submit"><?cs var:Text.Consent.Withdraw ?></button>
</form><?cs /if ?>
</section><?cs /each ?>
<p class="gp-note"><?cs var:Text.Consent.TermsEnd ?></p>
<p class="gp-note gp-center"><a class="gp-tap" href="/me"><?cs var:Text.Common.Back ?></a></p>
<?cs include:"layout/bottom.cs" ?>
