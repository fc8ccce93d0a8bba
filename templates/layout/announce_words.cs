<?cs # The state of an announcement in words: gp_announce_state(word).
?><?cs def:gp_announce_state(word) ?><?cs if:word == "open" ?><span class="ga-tag ga-tag_good"><?cs var:Text.Announce.Open ?></span><?cs elif:word == "before" ?><span class="ga-tag"><?cs var:Text.Announce.Before ?></span><?cs else ?><span class="ga-tag"><?cs var:Text.Announce.Over ?></span><?cs /if ?><?cs /def ?>
