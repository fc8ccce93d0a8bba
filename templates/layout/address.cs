<?cs # The fields of an address; include above the form, after layout/form.cs,
  and call gp_address_fields() inside it.
  Reads Form.{Recipient,Phone,Province,City,District,Detail,Postcode},
  Provinces.N.{Code,Name,Chosen}, Cities.N and Districts.N likewise.
?><?cs def:gp_region(name, node, label, list) ?>
<div class="gp-field<?cs if:node.Error ?> gp-field_bad<?cs /if ?>">
<div class="weui-cell<?cs if:node.Error ?> weui-cell_warn<?cs /if ?>">
<div class="weui-cell__hd"><label class="weui-label" for="f-<?cs var:name ?>"><?cs var:label ?></label></div>
<div class="weui-cell__bd"><select class="gp-drop" id="f-<?cs var:name ?>" name="<?cs var:name ?>"<?cs call:gp_described(name, node, "") ?>>
<option value=""><?cs var:Text.Address.Select ?></option><?cs each:x = list ?>
<option value="<?cs var:x.Code ?>"<?cs if:x.Chosen ?> selected<?cs /if ?>><?cs var:x.Name ?></option><?cs /each ?>
</select></div>
</div><?cs call:gp_field_end(name, node, "") ?>
</div><?cs /def ?><?cs

def:gp_address_fields() ?>
<div class="weui-cells weui-cells_form" data-regions="/regions/"><?cs
call:gp_field("Recipient", Form.Recipient, "text", Text.Address.Recipient, "", "name", "", #60) ?><?cs
call:gp_field("Phone", Form.Phone, "tel", Text.Address.Phone, "", "tel", "tel", #20) ?><?cs
call:gp_region("Province", Form.Province, Text.Address.Province, Provinces) ?><?cs
call:gp_region("City", Form.City, Text.Address.City, Cities) ?><?cs
call:gp_region("District", Form.District, Text.Address.District, Districts) ?>
<noscript><p class="gp-further"><button class="weui-btn weui-btn_default weui-btn_mini" type="submit" name="More" value="1"><?cs var:Text.Address.More ?></button></p></noscript><?cs
call:gp_field("Detail", Form.Detail, "text", Text.Address.Detail, Text.Address.DetailHint, "street-address", "", #100) ?><?cs
call:gp_field("Postcode", Form.Postcode, "text", Text.Address.Postcode, "", "postal-code", "numeric", #6) ?>
</div><?cs /def ?>
