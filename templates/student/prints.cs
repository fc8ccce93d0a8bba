<?cs # With or without prints, and where they go.
  Reads Prints.Photo, Prints.Price, Prints.PricePrints, Form.Prints,
  Form.Recipient, Form.Phone, Form.Region, Form.Detail, Form.Postcode,
  Form.Mailing, Form.Error.
?><?cs set:Page.Title = Text.Money.PrintsTitle ?><?cs include:"layout/top.cs" ?><?cs include:"layout/form.cs" ?><?cs include:"layout/steps.cs" ?>
<h1><?cs var:Text.Money.PrintsTitle ?></h1>
<div class="gp-beside">
<img src="/collect/photo/<?cs var:Prints.Photo ?>/result" alt="<?cs var:Text.Money.PhotoAlt ?>" width="72" height="96">
<p class="gp-lead"><?cs var:Text.Money.PrintsLead ?></p>
</div><?cs

def:gp_price(value, label, note, price) ?>
<label class="gp-price"><input type="radio" name="Prints" value="<?cs var:value ?>"<?cs if:Form.Prints.Value == value ?> checked<?cs /if ?>><span class="gp-price__text"><span><?cs var:label ?></span><span class="gp-note"><?cs var:note ?></span></span><strong><?cs var:price ?></strong></label><?cs /def ?>
<form class="gp-prints" method="post" action="/collect/prints"><?cs call:gp_form_start() ?>
<fieldset class="gp-plain" id="f-Prints" tabindex="-1">
<legend class="gp-unseen"><?cs var:Text.Money.PrintsTitle ?></legend><?cs
call:gp_price("no", Text.Money.PrintsNo, Text.Money.PrintsNoNote, Prints.Price) ?><?cs
call:gp_price("yes", Text.Money.PrintsYes, Text.Money.PrintsYesNote, Prints.PricePrints) ?><?cs
call:gp_field_end("Prints", Form.Prints, "") ?>
</fieldset>
<fieldset class="gp-plain gp-address">
<legend><?cs var:Text.Money.AddressTitle ?></legend>
<div class="weui-cells weui-cells_form"><?cs
call:gp_field("Recipient", Form.Recipient, "text", Text.Money.Recipient, "", "name", "", #40) ?><?cs
call:gp_field("Phone", Form.Phone, "tel", Text.Money.Phone, "", "tel", "tel", #20) ?><?cs
call:gp_field("Region", Form.Region, "text", Text.Money.Region, Text.Money.RegionHint, "address-level1", "", #40) ?><?cs
call:gp_field("Detail", Form.Detail, "text", Text.Money.Detail, Text.Money.DetailHint, "street-address", "", #100) ?><?cs
call:gp_field("Postcode", Form.Postcode, "text", Text.Money.Postcode, "", "postal-code", "numeric", #10) ?><?cs
call:gp_check("Mailing", Form.Mailing, Text.Money.Mailing) ?>
</div>
</fieldset>
<p class="gp-note"><?cs var:Text.Money.PrintsNext ?></p><?cs
call:gp_submit(Text.Money.PrintsSubmit) ?>
<p class="gp-actions"><a class="weui-btn weui-btn_default" href="/collect/preview"><?cs var:Text.Money.PrintsBack ?></a></p>
</form>
<?cs include:"layout/bottom.cs" ?>
