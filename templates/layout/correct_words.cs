<?cs # The state of a correction in words: gp_correct_state(word).
?><?cs def:gp_correct_state(word) ?><?cs if:word == "open" ?><span class="ga-tag ga-tag_warn"><?cs var:Text.Correct.Open ?></span><?cs elif:word == "done" ?><span class="ga-tag ga-tag_good"><?cs var:Text.Correct.Done ?></span><?cs else ?><span class="ga-tag"><?cs var:Text.Correct.Answered ?></span><?cs /if ?><?cs /def ?>
