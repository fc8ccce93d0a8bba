<?cs # Deleting my account: what goes and what stays.
  Reads Delete.Pending, Paid, Parcels; Form.Password, Sure.
?><?cs set:Page.Title = Text.Me.Delete ?><?cs include:"layout/top.cs" ?><?cs include:"layout/form.cs" ?>
<h1><?cs var:Text.Me.Delete ?></h1>
<p class="gp-lead"><?cs var:Text.Delete.Lead ?></p>
<h2><?cs var:Text.Delete.Goes ?></h2>
<ul class="gp-list">
<li><?cs var:Text.Delete.Goes1 ?></li>
<li><?cs var:Text.Delete.Goes2 ?></li>
<li><?cs var:Text.Delete.Goes3 ?></li>
</ul>
<h2><?cs var:Text.Delete.Stays ?></h2>
<ul class="gp-list">
<li><?cs var:Text.Delete.Stays1 ?></li>
<li><?cs var:Text.Delete.Stays2 ?></li>
<li><?cs var:Text.Delete.Stays3 ?></li>
</ul><?cs if:Delete.Pending ?>
<p class="gp-error"><?cs var:Text.Delete.Pending ?></p>
<p class="gp-actions"><a class="weui-btn weui-btn_primary" href="/orders"><?cs var:Text.Home.Orders ?></a></p><?cs else ?><?cs if:Delete.Paid ?>
<p class="gp-warning"><?cs var:Text.Delete.Paid ?></p><?cs /if ?><?cs if:Delete.Parcels ?>
<p class="gp-warning"><?cs var:Text.Delete.Parcels ?></p><?cs /if ?>
<form method="post" action="/me/delete" novalidate><?cs call:gp_form_start() ?>
<div class="weui-cells weui-cells_form"><?cs
call:gp_secret("Password", Form.Password, Text.Password.Password, "", "current-password", "128") ?><?cs
call:gp_check("Sure", Form.Sure, Text.Delete.Sure) ?>
</div>
<p class="gp-actions"><button class="weui-btn weui-btn_warn" type="submit"><?cs var:Text.Delete.Submit ?></button></p>
</form><?cs /if ?>
<p class="gp-note gp-center"><a class="gp-tap" href="/me"><?cs var:Text.Delete.Keep ?></a></p>
<?cs include:"layout/bottom.cs" ?>
