<?cs # With or without prints, how many, and where they go.
  Reads Prints.Photo, Prints.Price, Prints.PricePrints, Prints.Fen,
  Prints.FenPrints, Prints.PostageLow, Prints.PostageHigh, Prints.Postage,
  Sizes.N.{Id,Name,Photos,Price,Fen,Included,Counts.N.{N,Chosen}},
  Addresses.N.{Id,Recipient,Phone,Region,Detail,Province}, Form.Prints,
  Form.Sets, Form.Address, Form.Mailing, what layout/address.cs reads.
?><?cs set:Page.Title = Text.Money.PrintsTitle ?><?cs set:Page.Script = "prints" ?><?cs include:"layout/top.cs" ?><?cs include:"layout/form.cs" ?><?cs include:"layout/address.cs" ?><?cs include:"layout/steps.cs" ?>
<h1><?cs var:Text.Money.PrintsTitle ?></h1>
<div class="gp-beside">
<img src="/collect/photo/<?cs var:Prints.Photo ?>/result" alt="<?cs var:Text.Money.PhotoAlt ?>" width="72" height="96">
<p class="gp-lead"><?cs var:Text.Money.PrintsLead ?></p>
</div><?cs

def:gp_price(value, label, note, price, fen) ?>
<label class="gp-price"><input type="radio" name="Prints" value="<?cs var:value ?>" data-fen="<?cs var:fen ?>"<?cs if:Form.Prints.Value == value ?> checked<?cs /if ?>><span class="gp-price__text"><span><?cs var:label ?></span><span class="gp-note"><?cs var:note ?></span></span><strong><?cs var:price ?></strong></label><?cs /def ?>
<form class="gp-prints" method="post" action="/collect/prints"><?cs call:gp_form_start() ?>
<fieldset class="gp-plain" id="f-Prints" tabindex="-1">
<legend class="gp-unseen"><?cs var:Text.Money.PrintsTitle ?></legend><?cs
call:gp_price("no", Text.Money.PrintsNo, Text.Money.PrintsNoNote, Prints.Price, Prints.Fen) ?><?cs
call:gp_price("yes", Text.Money.PrintsYes, Text.Money.PrintsYesNote, Prints.PricePrints, Prints.FenPrints) ?><?cs
call:gp_field_end("Prints", Form.Prints, "") ?>
</fieldset>
<div class="gp-parcel"><?cs if:subcount(Sizes) ?>
<fieldset class="gp-plain" id="f-Sets" tabindex="-1">
<legend><?cs var:Text.Money.SetsTitle ?></legend>
<ul class="weui-cells gp-sizes"><?cs each:s = Sizes ?>
<li class="gp-size"><span class="gp-size__text"><label for="sets-<?cs var:s.Id ?>"><?cs var:s.Name ?></label><span class="gp-note"><?cs var:s.Photos ?> <?cs var:Text.Money.PhotosASet ?><?cs if:s.Included ?> · <b><?cs var:Text.Money.Included ?></b><?cs /if ?></span><span class="gp-note"><?cs if:s.Included ?><?cs var:Text.Money.SetMore ?><?cs else ?><?cs var:Text.Money.SetEach ?><?cs /if ?> <?cs var:s.Price ?></span></span><select class="gp-drop gp-drop_count" id="sets-<?cs var:s.Id ?>" name="Sets<?cs var:s.Id ?>" data-fen="<?cs var:s.Fen ?>"><?cs each:c = s.Counts ?>
<option value="<?cs var:c.N ?>"<?cs if:c.Chosen ?> selected<?cs /if ?>><?cs if:s.Included ?>+<?cs /if ?><?cs var:c.N ?></option><?cs /each ?>
</select></li><?cs /each ?>
</ul><?cs call:gp_field_end("Sets", Form.Sets, "") ?>
</fieldset><?cs /if ?>
<fieldset class="gp-plain gp-address" id="f-Address" tabindex="-1">
<legend><?cs var:Text.Address.Title ?></legend><?cs if:subcount(Addresses) ?>
<div class="weui-cells"><?cs each:x = Addresses ?>
<label class="gp-option"><input type="radio" name="Address" value="<?cs var:x.Id ?>" data-province="<?cs var:x.Province ?>"<?cs if:Form.Address.Value == x.Id ?> checked<?cs /if ?>><span><b><?cs var:x.Recipient ?></b> <?cs var:x.Phone ?><br><span class="gp-note"><?cs var:x.Region ?> <?cs var:x.Detail ?></span></span></label><?cs /each ?>
<label class="gp-option"><input type="radio" name="Address" value="new"<?cs if:Form.Address.Value == "new" ?> checked<?cs /if ?>><span><?cs var:Text.Address.New ?></span></label>
</div><?cs call:gp_field_end("Address", Form.Address, "") ?>
<div class="gp-address__new"><?cs call:gp_address_fields() ?></div>
<p class="gp-note"><a class="gp-inline" href="/addresses"><?cs var:Text.Address.Manage ?></a></p><?cs else ?><?cs
call:gp_address_fields() ?><?cs /if ?>
<div class="weui-cells"><?cs call:gp_check("Mailing", Form.Mailing, Text.Money.Mailing) ?></div>
</fieldset><?cs if:Prints.PostageLow ?>
<p class="gp-note"><?cs var:Text.Money.Postage ?> <?cs var:Prints.PostageLow ?><?cs if:Prints.PostageHigh ?> – <?cs var:Prints.PostageHigh ?> <?cs var:Text.Money.PostageBy ?><?cs /if ?></p><?cs /if ?>
</div>
<p class="gp-total" hidden data-total="<?cs var:Text.Money.Yuan ?>" data-postage="<?cs var:Prints.Postage ?>"><?cs var:Text.Money.Total ?> <strong aria-live="polite"></strong></p>
<p class="gp-note"><?cs var:Text.Money.PrintsNext ?></p><?cs
call:gp_submit(Text.Money.PrintsSubmit) ?>
<p class="gp-actions"><a class="weui-btn weui-btn_default" href="/collect/preview"><?cs var:Text.Money.PrintsBack ?></a></p>
</form>
<?cs include:"layout/bottom.cs" ?>
