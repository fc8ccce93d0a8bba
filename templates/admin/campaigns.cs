<?cs # Campaigns of the registrar's schools.
  Reads List.<i>.{Token,Name,School,Kind,Feature,Opens,Closes,State,Price,
  PricePrints,Online,Department,Onsite}.
?><?cs set:Page.Title = Text.Campaign.Nav ?><?cs include:"layout/admin.cs" ?><?cs include:"layout/campaign_words.cs" ?>
<h1><?cs var:Text.Campaign.Nav ?></h1>
<p><a class="ga-button ga-button_primary" href="/admin/campaigns/new"><?cs var:Text.Campaign.Add ?></a></p><?cs if:List.0.Token ?>
<div class="ga-scroll" role="region" tabindex="0" aria-label="<?cs var:Text.Campaign.Nav ?>"><table class="ga-table">
<thead><tr><th scope="col"><?cs var:Text.Campaign.Name ?></th><th scope="col"><?cs var:Text.Campaign.School ?></th><th scope="col"><?cs var:Text.Campaign.State ?></th><th scope="col"><?cs var:Text.Campaign.Kind ?></th><th scope="col"><?cs var:Text.Campaign.Feature ?></th><th scope="col"><?cs var:Text.Campaign.Opens ?></th><th scope="col"><?cs var:Text.Campaign.Closes ?></th><th class="ga-number" scope="col"><?cs var:Text.Campaign.PriceShort ?></th><th scope="col"><?cs var:Text.Campaign.Routes ?></th></tr></thead>
<tbody><?cs each:x = List ?>
<tr><th scope="row"><a href="/admin/campaigns/<?cs var:x.Token ?>"><?cs var:x.Name ?></a></th><td><?cs var:x.School ?></td><td class="ga-short"><?cs call:gp_campaign_state(x.State) ?></td><td class="ga-short"><?cs call:gp_campaign_kind(x.Kind) ?></td><td class="ga-short"><?cs var:x.Feature ?></td><td class="ga-short"><?cs var:x.Opens ?></td><td class="ga-short"><?cs var:x.Closes ?></td><td class="ga-number"><?cs var:x.Price ?> / <?cs var:x.PricePrints ?></td><td><?cs if:x.Online ?><span class="ga-tag"><?cs var:Text.Campaign.Online ?></span> <?cs /if ?><?cs if:x.Department ?><span class="ga-tag"><?cs var:Text.Campaign.Department ?></span> <?cs /if ?><?cs if:x.Onsite ?><span class="ga-tag"><?cs var:Text.Campaign.Onsite ?></span><?cs /if ?></td></tr><?cs /each ?>
</tbody>
</table></div><?cs else ?>
<p class="gp-lead"><?cs var:Text.Campaign.None ?></p><?cs /if ?>
<?cs include:"layout/admin_end.cs" ?>
