<?cs # One campaign: what it is, what can be changed, what its prints cost.
  Reads Campaign.{Token,Name,School,Kind,Feature,Profile,Poster,State},
  Form.{Version,Size,Photos,SetPrice,Included,Province,PostagePrice} and those
  of layout/campaign_form.cs, Sizes.<i>.{Size,Name,Photos,Price,Included},
  All.<i>.{Size,Name}, Postage.<i>.{Code,Name,Price}, Provinces.<i>.{Code,
  Name}, Page.Csrf.
?><?cs set:Page.Title = Campaign.Name ?><?cs set:Page.Back = "/admin/campaigns" ?><?cs include:"layout/admin.cs" ?><?cs include:"layout/form.cs" ?><?cs include:"layout/campaign_words.cs" ?><?cs include:"layout/campaign_form.cs" ?>
<h1><?cs var:Campaign.Name ?> <?cs call:gp_campaign_state(Campaign.State) ?></h1>
<p class="gp-lead"><?cs var:Campaign.School ?> · <?cs call:gp_campaign_kind(Campaign.Kind) ?> · <?cs var:Campaign.Profile ?></p>
<p><?cs var:Text.Campaign.Address ?> <a href="/c/<?cs var:Campaign.Token ?>"><?cs var:Campaign.Poster ?></a></p>
<p class="ga-tools"><a class="ga-button" href="/admin/campaigns/<?cs var:Campaign.Token ?>/poster.pdf"><?cs var:Text.Poster.Open ?></a> <a class="ga-button" href="/admin/campaigns/<?cs var:Campaign.Token ?>/profile"><?cs var:Text.Ranges.Nav ?></a> <a class="ga-button" href="/admin/roster?campaign=<?cs var:Campaign.Token ?>"><?cs var:Text.Roster.Nav ?></a> <a class="ga-button" href="/admin/progress?campaign=<?cs var:Campaign.Token ?>"><?cs var:Text.Desk.NavProgress ?></a></p>
<form class="ga-card ga-form" method="post" action="/admin/campaigns/<?cs var:Campaign.Token ?>"><?cs call:gp_form_start() ?>
<input type="hidden" name="Version" value="<?cs var:Form.Version.Value ?>"><?cs call:gp_campaign_fields() ?>
<p class="gp-note"><?cs var:Text.Campaign.ChangeNote ?></p>
<p><button class="ga-button ga-button_primary" type="submit"><?cs var:Text.Campaign.Save ?></button></p>
</form>
<h2 id="prices"><?cs var:Text.Campaign.Prints ?></h2><?cs if:Sizes.0.Size ?>
<table class="ga-table">
<thead><tr><th scope="col"><?cs var:Text.Campaign.Size ?></th><th class="ga-number" scope="col"><?cs var:Text.Campaign.Photos ?></th><th class="ga-number" scope="col"><?cs var:Text.Campaign.SetPrice ?></th><th scope="col"><?cs var:Text.Campaign.Included ?></th><th scope="col"><?cs var:Text.Admin.Action ?></th></tr></thead>
<tbody><?cs each:x = Sizes ?>
<tr><th scope="row"><?cs var:x.Name ?></th><td class="ga-number"><?cs var:x.Photos ?></td><td class="ga-number"><?cs var:x.Price ?></td><td><?cs if:x.Included ?><?cs var:Text.Campaign.Yes ?><?cs /if ?></td><td><form method="post" action="/admin/campaigns/<?cs var:Campaign.Token ?>/sizes"><input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>"><input type="hidden" name="What" value="drop"><input type="hidden" name="Size" value="<?cs var:x.Size ?>"><input type="hidden" name="Photos" value="<?cs var:x.Photos ?>"><input type="hidden" name="SetPrice" value="<?cs var:x.Price ?>"><button class="ga-button ga-button_bad" type="submit"><?cs var:Text.Campaign.Drop ?></button></form></td></tr><?cs /each ?>
</tbody>
</table><?cs else ?>
<p class="gp-note"><?cs var:Text.Campaign.NoSizes ?></p><?cs /if ?>
<form class="ga-tools" method="post" action="/admin/campaigns/<?cs var:Campaign.Token ?>/sizes"><input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>"><input type="hidden" name="What" value="set">
<p><label for="f-Size"><?cs var:Text.Campaign.Size ?></label>
<select id="f-Size" name="Size"><?cs each:x = All ?>
<option value="<?cs var:x.Size ?>"<?cs if:x.Size == Form.Size.Value ?> selected<?cs /if ?>><?cs var:x.Name ?></option><?cs /each ?>
</select></p>
<p><label for="f-Photos"><?cs var:Text.Campaign.Photos ?></label> <input id="f-Photos" name="Photos" value="<?cs var:Form.Photos.Value ?>" inputmode="numeric" maxlength="4" size="4"<?cs if:Form.Photos.Error ?> aria-invalid="true"<?cs /if ?>></p>
<p><label for="f-SetPrice"><?cs var:Text.Campaign.SetPrice ?></label> <input id="f-SetPrice" name="SetPrice" value="<?cs var:Form.SetPrice.Value ?>" inputmode="decimal" maxlength="12" size="8"<?cs if:Form.SetPrice.Error ?> aria-invalid="true"<?cs /if ?>></p>
<p><label><input type="checkbox" name="Included" value="1"<?cs if:Form.Included.Value ?> checked<?cs /if ?>> <?cs var:Text.Campaign.IncludedLong ?></label></p>
<p><button class="ga-button" type="submit"><?cs var:Text.Campaign.SetSize ?></button></p>
</form>
<h2><?cs var:Text.Campaign.Postage ?></h2><?cs if:Postage.0.Price ?>
<table class="ga-table ga-table_narrow">
<thead><tr><th scope="col"><?cs var:Text.Campaign.Province ?></th><th class="ga-number" scope="col"><?cs var:Text.Campaign.PostagePrice ?></th></tr></thead>
<tbody><?cs each:x = Postage ?>
<tr><th scope="row"><?cs if:x.Name ?><?cs var:x.Name ?><?cs else ?><?cs var:Text.Campaign.Usual ?><?cs /if ?></th><td class="ga-number"><?cs var:x.Price ?></td></tr><?cs /each ?>
</tbody>
</table><?cs else ?>
<p class="gp-note"><?cs var:Text.Campaign.NoPostage ?></p><?cs /if ?>
<form class="ga-tools" method="post" action="/admin/campaigns/<?cs var:Campaign.Token ?>/postage"><input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<p><label for="f-Province"><?cs var:Text.Campaign.Province ?></label>
<select id="f-Province" name="Province"><option value=""><?cs var:Text.Campaign.Usual ?></option><?cs each:x = Provinces ?>
<option value="<?cs var:x.Code ?>"<?cs if:x.Code == Form.Province.Value ?> selected<?cs /if ?>><?cs var:x.Name ?></option><?cs /each ?>
</select></p>
<p><label for="f-PostagePrice"><?cs var:Text.Campaign.PostagePrice ?></label> <input id="f-PostagePrice" name="PostagePrice" value="<?cs var:Form.PostagePrice.Value ?>" inputmode="decimal" maxlength="12" size="8"<?cs if:Form.PostagePrice.Error ?> aria-invalid="true"<?cs /if ?>></p>
<p><button class="ga-button" type="submit"><?cs var:Text.Campaign.SetPostage ?></button></p>
</form>
<?cs include:"layout/admin_end.cs" ?>
