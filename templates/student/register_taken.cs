<?cs # The phone is confirmed, but there can be no account. "Taken" and "the
  school has another name" are one answer, on purpose.
  Reads Taken.Own, Taken.Phone; Campaign.School, Contact.
?><?cs set:Page.Title = Text.Register.TakenTitle ?><?cs include:"layout/top.cs" ?>
<h1><?cs var:Text.Register.TakenTitle ?></h1><?cs if:Taken.Own ?>
<p class="gp-lead"><?cs var:Text.Register.TakenOwn ?></p><?cs elif:Taken.Phone ?>
<p class="gp-lead"><?cs var:Text.Register.TakenPhone ?></p><?cs else ?>
<p class="gp-lead"><?cs var:Text.Register.TakenLead ?></p>
<ul class="gp-list">
<li><?cs var:Text.Register.Taken1 ?></li>
<li><?cs var:Text.Register.Taken2 ?></li>
<li><?cs var:Text.Register.Taken3 ?><?cs if:Campaign.Contact ?> <?cs var:Campaign.School ?>: <?cs var:Campaign.Contact ?><?cs /if ?></li>
</ul><?cs /if ?>
<p class="gp-actions"><a class="weui-btn weui-btn_primary" href="/login"><?cs var:Text.Register.ToLogin ?></a>
<a class="weui-btn weui-btn_default" href="/reset"><?cs var:Text.Register.ToReset ?></a>
<a class="weui-btn weui-btn_default" href="/register"><?cs var:Text.Register.ToRegister ?></a></p>
<p class="gp-note gp-center"><a class="gp-tap" href="/help"><?cs var:Text.Register.ToHelp ?></a></p>
<?cs include:"layout/bottom.cs" ?>
