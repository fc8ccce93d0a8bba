<?cs # The recovery codes, shown this once.
  Reads Codes.<i>.{Text}.
?><?cs set:Page.Title = Text.Admin.RecoveryTitle ?><?cs include:"layout/admin.cs" ?>
<div class="ga-narrow">
<h1><?cs var:Text.Admin.RecoveryTitle ?></h1>
<p class="gp-lead"><?cs var:Text.Admin.RecoveryLead ?></p>
<ul class="ga-codes"><?cs each:x = Codes ?>
<li><code><?cs var:x.Text ?></code></li><?cs /each ?>
</ul>
<p class="gp-actions"><a class="weui-btn weui-btn_primary" href="/admin"><?cs var:Text.Admin.RecoveryKept ?></a></p>
</div>
<?cs include:"layout/admin_end.cs" ?>
