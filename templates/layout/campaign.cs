<?cs # The campaign a visitor came for: a card, or nothing.
  Reads Campaign.School, Name, Opens, Closes, Price, PricePrints, State (open,
  early, closed), DaysLeft, Contact.
?><?cs if:Campaign.School ?>
<section class="gp-card gp-campaign gp-campaign_<?cs var:Campaign.State ?>" aria-label="<?cs var:Text.Entry.CampaignLabel ?>">
<p class="gp-campaign__school"><?cs var:Campaign.School ?></p>
<p class="gp-campaign__name"><?cs var:Campaign.Name ?></p><?cs if:Campaign.State == "early" ?>
<p class="gp-campaign__state"><?cs var:Text.Entry.Early ?></p><?cs elif:Campaign.State == "closed" ?>
<p class="gp-campaign__state"><?cs var:Text.Entry.Closed ?></p><?cs /if ?>
<dl class="gp-facts"><?cs if:Campaign.State == "early" ?>
<div><dt><?cs var:Text.Entry.Opens ?></dt><dd><?cs var:Campaign.Opens ?></dd></div><?cs /if ?>
<div><dt><?cs var:Text.Entry.Closes ?></dt><dd><?cs var:Campaign.Closes ?><?cs if:Campaign.DaysLeft > #0 ?> <span class="gp-note"><?cs var:Text.Entry.DaysBefore ?> <?cs var:Campaign.DaysLeft ?> <?cs var:Text.Entry.DaysAfter ?></span><?cs elif:Campaign.DaysLeft == "0" ?> <strong class="gp-warn"><?cs var:Text.Entry.LastDay ?></strong><?cs /if ?></dd></div><?cs if:Campaign.State != "closed" ?>
<div><dt><?cs var:Text.Entry.Price ?></dt><dd><?cs var:Campaign.Price ?> <span class="gp-note"><?cs var:Text.Entry.WithPrints ?> <?cs var:Campaign.PricePrints ?></span></dd></div><?cs /if ?><?cs if:Campaign.State == "closed" && Campaign.Contact ?>
<div><dt><?cs var:Text.Entry.Contact ?></dt><dd><?cs var:Campaign.Contact ?></dd></div><?cs /if ?>
</dl>
</section><?cs /if ?>
