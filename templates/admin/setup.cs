<?cs # The authenticator app: scan, then type what it shows.
  Reads Qr.{Path,Side}, Setup.Key, Form.Code, Error.
?><?cs set:Page.Title = Text.Admin.SetupTitle ?><?cs include:"layout/admin.cs" ?><?cs include:"layout/form.cs" ?>
<div class="ga-narrow">
<h1><?cs var:Text.Admin.SetupTitle ?></h1>
<p class="gp-lead"><?cs var:Text.Admin.SetupLead ?></p>
<ol class="ga-steps">
<li><?cs var:Text.Admin.Setup1 ?></li>
<li><?cs var:Text.Admin.Setup2 ?>
<div class="ga-qr"><svg viewBox="0 0 <?cs var:Qr.Side ?> <?cs var:Qr.Side ?>" role="img" aria-label="<?cs var:Text.Admin.SetupQr ?>" shape-rendering="crispEdges"><path d="<?cs var:Qr.Path ?>"></path></svg></div>
<details><summary><?cs var:Text.Admin.SetupType ?></summary><p><code><?cs var:Setup.Key ?></code></p></details></li>
<li><?cs var:Text.Admin.Setup3 ?></li>
</ol>
<form method="post" action="/admin/setup" novalidate><?cs call:gp_form_start() ?>
<div class="weui-cells weui-cells_form"><?cs
call:gp_field("Code", Form.Code, "text", Text.Admin.Code, "", "one-time-code", "numeric", "20") ?>
</div><?cs
call:gp_submit(Text.Common.Next) ?>
</form>
</div>
<?cs include:"layout/admin_end.cs" ?>
