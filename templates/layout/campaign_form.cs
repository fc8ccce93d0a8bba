<?cs # The fields that a new campaign and a change share; after layout/form.cs.
  gp_campaign_fields() reads Form.{NameZh,NameEn,Feature,Opens,Closes,Price,
  PricePrints,Online,Department,Onsite,Withdraw}.
?><?cs def:gp_campaign_fields() ?>
<div class="weui-cells weui-cells_form"><?cs
call:gp_field("NameZh", Form.NameZh, "text", Text.Campaign.NameZh, "", "off", "", 120) ?><?cs
call:gp_field("NameEn", Form.NameEn, "text", Text.Campaign.NameEn, "", "off", "", 120) ?><?cs
call:gp_field("Feature", Form.Feature, "text", Text.Campaign.Feature, Text.Campaign.FeatureHint, "off", "", 12) ?><?cs
call:gp_field("Opens", Form.Opens, "datetime-local", Text.Campaign.Opens, "", "off", "", 16) ?><?cs
call:gp_field("Closes", Form.Closes, "datetime-local", Text.Campaign.Closes, Text.Campaign.ClosesHint, "off", "", 16) ?><?cs
call:gp_field("Price", Form.Price, "text", Text.Campaign.Price, "", "off", "decimal", 12) ?><?cs
call:gp_field("PricePrints", Form.PricePrints, "text", Text.Campaign.PricePrints, Text.Campaign.PriceHint, "off", "decimal", 12) ?>
</div>
<fieldset class="gp-field"><legend><?cs var:Text.Campaign.Routes ?></legend><?cs
call:gp_check("Online", Form.Online, Text.Campaign.OnlineLong) ?><?cs
call:gp_check("Department", Form.Department, Text.Campaign.DepartmentLong) ?><?cs
call:gp_check("Onsite", Form.Onsite, Text.Campaign.OnsiteLong) ?>
</fieldset>
<fieldset class="gp-field"><legend><?cs var:Text.Campaign.Withdrawal ?></legend><?cs
call:gp_check("Withdraw", Form.Withdraw, Text.Campaign.Withdraw) ?>
</fieldset><?cs /def ?>
