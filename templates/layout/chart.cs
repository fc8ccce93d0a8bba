<?cs # How far students are: gp_bar(row), gp_tile(stage, word, count).
  Reads of a row Bar.<i>.{Stage,X,W}.
?><?cs def:gp_bar(row) ?><svg class="ga-bar" viewBox="0 0 1000 20" preserveAspectRatio="none" role="img" aria-label="<?cs var:Text.Review.ChartAlt ?>"><rect class="ga-bar__all" width="1000" height="20"></rect><?cs each:p = row.Bar ?><rect class="ga-bar_<?cs var:p.Stage ?>" x="<?cs var:p.X ?>" width="<?cs var:p.W ?>" height="20"></rect><?cs /each ?></svg><?cs /def ?><?cs

def:gp_tile(stage, word, count) ?>
<li><span><span class="ga-key ga-key_<?cs var:stage ?>"></span><?cs var:word ?><b><?cs var:count ?></b></span></li><?cs /def ?>