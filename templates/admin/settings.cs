<?cs # What an administrator changes while it runs.
  Reads Form.{NoticeZh,NoticeEn,ServicePhone,ServiceHours,Registration,Orders,
  RemindHours,ClaimMinutes,Version} (layout/form.cs), Conf.<i>.{Name,Value},
  Page.Csrf.
?><?cs set:Page.Title = Text.Setting.Title ?><?cs include:"layout/admin.cs" ?><?cs include:"layout/form.cs" ?>
<h1><?cs var:Text.Setting.Title ?></h1>
<form class="ga-card ga-form ga-form_wide" method="post" action="/admin/settings"><?cs call:gp_form_start() ?>
<input type="hidden" name="Version" value="<?cs var:Form.Version.Value ?>">
<h2><?cs var:Text.Setting.Notice ?></h2>
<p class="gp-note"><?cs var:Text.Setting.NoticeLead ?></p>
<div class="weui-cells weui-cells_form"><?cs
call:gp_field("NoticeZh", Form.NoticeZh, "text", Text.Setting.NoticeZh, "", "off", "", 200) ?><?cs
call:gp_field("NoticeEn", Form.NoticeEn, "text", Text.Setting.NoticeEn, "", "off", "", 400) ?>
</div>
<h2><?cs var:Text.Setting.Service ?></h2>
<div class="weui-cells weui-cells_form"><?cs
call:gp_field("ServicePhone", Form.ServicePhone, "tel", Text.Setting.Phone, Text.Setting.ServiceHint, "off", "tel", 30) ?><?cs
call:gp_field("ServiceHours", Form.ServiceHours, "text", Text.Setting.Hours, Text.Setting.ServiceHint, "off", "", 100) ?>
</div>
<h2><?cs var:Text.Setting.Doors ?></h2>
<fieldset class="ga-choices"><legend><?cs var:Text.Setting.Registration ?></legend><?cs
call:gp_option("Registration", Form.Registration, "1", Text.Setting.Open) ?><?cs
call:gp_option("Registration", Form.Registration, "0", Text.Setting.RegistrationShut) ?>
</fieldset>
<fieldset class="ga-choices"><legend><?cs var:Text.Setting.Orders ?></legend><?cs
call:gp_option("Orders", Form.Orders, "1", Text.Setting.Open) ?><?cs
call:gp_option("Orders", Form.Orders, "0", Text.Setting.OrdersShut) ?>
</fieldset>
<h2><?cs var:Text.Setting.Desk ?></h2>
<div class="weui-cells weui-cells_form"><?cs
call:gp_field("RemindHours", Form.RemindHours, "text", Text.Setting.Remind, Text.Setting.RemindHint, "off", "numeric", 3) ?><?cs
call:gp_field("ClaimMinutes", Form.ClaimMinutes, "text", Text.Setting.Claim, Text.Setting.ClaimHint, "off", "numeric", 3) ?>
</div>
<p><button class="ga-button ga-button_primary" type="submit"><?cs var:Text.Setting.Save ?></button></p>
</form>
<h2><?cs var:Text.Setting.Conf ?></h2>
<p class="gp-note"><?cs var:Text.Setting.ConfLead ?></p>
<table class="ga-table">
<thead><tr><th scope="col"><?cs var:Text.Setting.Name ?></th><th scope="col"><?cs var:Text.Setting.Value ?></th></tr></thead>
<tbody><?cs each:x = Conf ?>
<tr><th scope="row"><code><?cs var:x.Name ?></code></th><td><?cs var:x.Value ?></td></tr><?cs /each ?>
</tbody>
</table>
<?cs include:"layout/admin_end.cs" ?>
