<?cs # Parts of the pages of campaigns.
  gp_campaign_state(state), gp_campaign_kind(kind): words for them.
?><?cs def:gp_campaign_state(state) ?><?cs if:state == "open" ?><span class="ga-tag ga-tag_good"><?cs var:Text.Campaign.StateOpen ?></span><?cs elif:state == "before" ?><span class="ga-tag"><?cs var:Text.Campaign.StateBefore ?></span><?cs else ?><span class="ga-tag ga-tag_warn"><?cs var:Text.Campaign.StateOver ?></span><?cs /if ?><?cs /def ?><?cs

def:gp_campaign_kind(kind) ?><?cs if:kind == "graduate" ?><?cs var:Text.Campaign.Graduate ?><?cs else ?><?cs var:Text.Campaign.NewStudent ?><?cs /if ?><?cs /def ?>
