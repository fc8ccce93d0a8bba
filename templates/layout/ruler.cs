<?cs # The finished photo with the standard's numbers on it, beside the original.
  gp_stage(token, retake): retake is 1 where a tap retakes the photo.
  Reads Photo.{Result,Shown}, Report.{Width,Height}, Ruler.* (ruler.h).
?><?cs def:gp_tick(verdict) ?><?cs if:verdict == "fail" ?>✗<?cs elif:verdict == "warn" ?>!<?cs else ?>✓<?cs /if ?><?cs /def ?><?cs

def:gp_level(m, width, word) ?>
<g class="gp-level gp-level_<?cs var:m.Verdict ?>"><rect class="gp-level__band" x="0" y="<?cs var:m.From ?>" width="12" height="<?cs var:m.Size ?>"></rect><path class="gp-level__line" d="M0 <?cs var:m.At ?>H<?cs var:width ?>"></path>
<text x="20" y="<?cs var:m.Above ?>"><?cs var:word ?></text><text x="20" y="<?cs var:m.Below ?>"><?cs var:m.Range ?></text>
<text class="gp-level__value" x="<?cs var:width - #8 ?>" y="<?cs var:m.Above ?>"><?cs var:m.Value ?> <?cs call:gp_tick(m.Verdict) ?></text></g><?cs /def ?><?cs

def:gp_face(f, height) ?>
<g class="gp-level gp-level_<?cs var:f.Verdict ?>"><rect class="gp-level__band" x="<?cs var:f.OuterLeft ?>" y="<?cs var:height - #12 ?>" width="<?cs var:f.Band ?>" height="12"></rect><rect class="gp-level__band" x="<?cs var:f.InnerRight ?>" y="<?cs var:height - #12 ?>" width="<?cs var:f.Band ?>" height="12"></rect>
<path class="gp-level__line" d="M<?cs var:f.Left ?> <?cs var:f.Y ?>V<?cs var:height ?>M<?cs var:f.Right ?> <?cs var:f.Y ?>V<?cs var:height ?>"></path>
<text class="gp-level__middle" x="<?cs var:f.Middle ?>" y="<?cs var:height - #48 ?>"><?cs var:Text.Ruler.Face ?> <?cs var:f.Value ?> <?cs call:gp_tick(f.Verdict) ?></text><text class="gp-level__middle" x="<?cs var:f.Middle ?>" y="<?cs var:height - #22 ?>"><?cs var:f.Range ?></text></g><?cs /def ?><?cs

def:gp_ruler() ?><?cs if:Ruler.Width ?>
<svg class="gp-ruler" viewBox="0 0 <?cs var:Ruler.Width ?> <?cs var:Ruler.Height ?>" aria-hidden="true"><?cs each:m = Ruler.Marks ?><?cs if:m.Kind == "crown" ?><?cs call:gp_level(m, Ruler.Width, Text.Ruler.crown) ?><?cs else ?><?cs call:gp_level(m, Ruler.Width, Text.Ruler.eyes) ?><?cs /if ?><?cs /each ?><?cs if:Ruler.Face.Left ?><?cs call:gp_face(Ruler.Face, Ruler.Height) ?><?cs /if ?>
</svg><?cs /if ?><?cs /def ?><?cs

def:gp_result(token) ?><img src="/collect/photo/<?cs var:token ?>/result" alt="<?cs var:Text.Collect.PreviewResultAlt ?>" width="<?cs if:Report.Width ?><?cs var:Report.Width ?><?cs else ?>480<?cs /if ?>" height="<?cs if:Report.Height ?><?cs var:Report.Height ?><?cs else ?>640<?cs /if ?>"><?cs call:gp_ruler() ?><?cs /def ?><?cs

def:gp_original(token) ?><?cs if:Photo.Shown ?><span class="gp-photo"><img src="/collect/photo/<?cs var:token ?>/shown" alt="<?cs var:Text.Collect.PreviewOriginalAlt ?>"<?cs if:Ruler.Input.Width ?> width="<?cs var:Ruler.Input.Width ?>" height="<?cs var:Ruler.Input.Height ?>"<?cs /if ?> loading="lazy"><?cs if:Ruler.Crop.Width ?><svg class="gp-crop" viewBox="0 0 <?cs var:Ruler.Input.Width ?> <?cs var:Ruler.Input.Height ?>" aria-hidden="true"><rect x="<?cs var:Ruler.Crop.X ?>" y="<?cs var:Ruler.Crop.Y ?>" width="<?cs var:Ruler.Crop.Width ?>" height="<?cs var:Ruler.Crop.Height ?>"></rect></svg><?cs /if ?></span><?cs else ?><a href="/collect/photo/<?cs var:token ?>/original"><?cs var:Text.Collect.PreviewHeic ?></a><?cs /if ?><?cs /def ?><?cs

def:gp_stage(token, retake) ?><?cs if:Photo.Result ?>
<div class="gp-stage" id="stage"><?cs if:Ruler.Width ?>
<label class="gp-option gp-stage__ruler"><input type="checkbox" id="ruler" checked><span><?cs var:Text.Ruler.Show ?></span></label><?cs /if ?>
<div class="gp-slides" id="slides" tabindex="0" role="group" aria-label="<?cs var:Text.Ruler.Slides ?>">
<figure class="gp-slide" id="look-result"><?cs if:retake ?>
<a class="gp-photo" href="/collect/<?cs if:Collect.Department ?>recent<?cs else ?>camera<?cs /if ?>"><?cs call:gp_result(token) ?><span class="gp-unseen"><?cs var:Text.Ruler.Retake ?></span></a><?cs else ?>
<span class="gp-photo"><?cs call:gp_result(token) ?></span><?cs /if ?>
<figcaption><b><?cs var:Text.Ruler.Result ?></b><?cs if:retake ?> · <?cs var:Text.Ruler.Retake ?><?cs /if ?></figcaption>
</figure>
<figure class="gp-slide" id="look-original"><?cs call:gp_original(token) ?>
<figcaption><b><?cs var:Text.Ruler.Original ?></b><?cs if:Ruler.Crop.Width ?> · <?cs var:Text.Ruler.Crop ?><?cs /if ?></figcaption>
</figure>
</div>
<p class="gp-tabs" id="tabs"><a href="#look-result"><?cs var:Text.Ruler.Result ?></a><a href="#look-original"><?cs var:Text.Ruler.Original ?></a></p>
</div><?cs else ?>
<figure class="gp-stage gp-stage_one"><?cs call:gp_original(token) ?>
<figcaption><?cs var:Text.Collect.PreviewNoResult ?></figcaption>
</figure><?cs /if ?><?cs /def ?>
