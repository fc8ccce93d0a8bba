<?cs # What photos of a campaign must be, and a drawing of it.
  Reads Campaign.{Token,Name,State}, Bases.<i>.{Name,Text,Values,Limits,Rgb,
  Now}, Ranges.<i>.{Id,Text,Unit,Lo,Hi,Pair,Min,MinBase,MinBad,Max,MaxBase,
  MaxBad}, Form.{Version,FileName}, Profile.{FileName,Kept}, Draw.{Head,Rgb,
  EyeY,EyeH,CrownY,CrownH,FaceY,FaceX,FaceRightX,FaceW,CentreX,CentreW}.
  static/ranges.js changes what has an id or a data- attribute.
?><?cs set:Page.Title = Text.Ranges.Title ?><?cs set:Page.Back = "/admin/campaigns/" + Campaign.Token ?><?cs set:Page.Script = "ranges" ?><?cs include:"layout/admin.cs" ?><?cs include:"layout/form.cs" ?><?cs

def:side(id, end, label, value, base, bad) ?><input id="f-<?cs var:id ?><?cs var:end ?>" name="<?cs var:id ?><?cs var:end ?>" value="<?cs var:value ?>" placeholder="<?cs var:base ?>" inputmode="decimal" maxlength="10" size="6" autocomplete="off" aria-label="<?cs var:label ?>"<?cs if:bad ?> aria-invalid="true"<?cs /if ?>><?cs /def ?>
<h1><?cs var:Text.Ranges.Title ?></h1>
<p class="gp-lead"><?cs var:Campaign.Name ?></p>
<div class="ga-aside">
<form class="ga-card" id="ranges" method="post" action="/admin/campaigns/<?cs var:Campaign.Token ?>/profile"><?cs call:gp_form_start() ?>
<input type="hidden" name="Version" value="<?cs var:Form.Version.Value ?>">
<fieldset id="f-Base"><legend><?cs var:Text.Campaign.Profile ?></legend><p class="ga-choices"><?cs each:x = Bases ?>
<label><input type="radio" name="Base" value="<?cs var:x.Name ?>" data-values="<?cs var:x.Values ?>" data-limits="<?cs var:x.Limits ?>" data-rgb="<?cs var:x.Rgb ?>"<?cs if:x.Now ?> checked<?cs /if ?>> <?cs var:x.Text ?></label><?cs /each ?></p>
</fieldset>
<table class="ga-table ga-ranges">
<caption><?cs var:Text.Ranges.Lead ?></caption>
<thead><tr><th scope="col"><?cs var:Text.Ranges.What ?></th><th scope="col"><?cs var:Text.Ranges.Usual ?></th><th scope="col"><?cs var:Text.Ranges.Own ?></th><th scope="col"><?cs var:Text.Ranges.Allowed ?></th></tr></thead>
<tbody><?cs each:x = Ranges ?>
<tr<?cs if:x.Pair ?> data-pair="1"<?cs /if ?>><th scope="row"><span class="ga-key ga-key_<?cs var:x.Id ?>"></span><?cs var:x.Text ?></th><td class="ga-short" data-usual="1"><?cs if:x.Pair ?><?cs var:x.MinBase ?>–<?cs /if ?><?cs var:x.MaxBase ?></td><td class="ga-short"><?cs if:x.Pair ?><?cs call:side(x.Id, "Min", x.Text + " " + Text.Ranges.Min, x.Min, x.MinBase, x.MinBad) ?> – <?cs /if ?><?cs call:side(x.Id, "Max", x.Text + " " + Text.Ranges.Max, x.Max, x.MaxBase, x.MaxBad) ?> <?cs var:x.Unit ?></td><td class="ga-short" data-limits="1"><?cs var:x.Lo ?>–<?cs var:x.Hi ?></td></tr><?cs /each ?>
</tbody>
</table>
<p class="ga-tools"><label for="f-FileName"><?cs var:Text.Ranges.File ?></label> <input id="f-FileName" name="FileName" value="<?cs var:Form.FileName.Value ?>" placeholder="<?cs var:Profile.FileName ?>" maxlength="95" size="36" autocomplete="off"<?cs if:Form.FileName.Error ?> aria-invalid="true"<?cs /if ?>></p><?cs if:Profile.Kept ?>
<p class="gp-note"><?cs var:Text.Ranges.Kept ?> <code><?cs var:Profile.Kept ?></code></p><?cs /if ?>
<p class="gp-note"><?cs var:Text.Ranges.Note ?></p>
<p><button class="ga-button ga-button_primary" name="What" value="save" type="submit"><?cs var:Text.Campaign.Save ?></button> <button class="ga-button" id="look" name="What" value="look" type="submit"><?cs var:Text.Ranges.Look ?></button></p>
</form>
<figure class="ga-sample">
<svg id="sample" viewBox="0 0 480 640" role="img" aria-label="<?cs var:Text.Ranges.Sample ?>">
<rect id="s-rgb" width="480" height="640" fill="<?cs var:Draw.Rgb ?>"/>
<g id="s-head" transform="<?cs var:Draw.Head ?>">
<path fill="#3d4653" d="M186 402C184 446 172 470 134 486C70 510 22 532 6 640L-60 1200H540L474 640C458 532 410 510 346 486C308 470 296 446 294 402Z"/>
<path fill="#d9b08c" d="M186 380C186 440 178 462 156 478C180 520 300 520 324 478C302 462 294 440 294 380Z"/>
<path fill="#ecc9a6" d="M240 96C300 96 346 140 346 214C346 240 344 256 342 274C336 358 300 424 240 424C180 424 144 358 138 274C136 256 134 240 134 214C134 140 180 96 240 96Z"/>
<path fill="#2b2724" d="M134 262C120 150 166 80 240 80C314 80 360 150 346 262C340 226 330 196 306 168C262 192 196 190 172 168C150 196 140 226 134 262Z"/>
<g fill="#2b2724"><ellipse cx="192" cy="260" rx="15" ry="8"/><ellipse cx="288" cy="260" rx="15" ry="8"/></g>
<path fill="none" stroke="#2b2724" stroke-width="6" stroke-linecap="round" d="M170 234Q192 224 214 234M266 234Q288 224 310 234"/>
<path fill="none" stroke="#b07f5c" stroke-width="5" stroke-linecap="round" d="M238 272L230 322Q240 330 250 324"/>
<path fill="none" stroke="#a8564e" stroke-width="6" stroke-linecap="round" d="M208 366Q240 382 272 366"/>
</g>
<rect class="ga-s-Centre" id="s-centre" x="<?cs var:Draw.CentreX ?>" y="0" width="<?cs var:Draw.CentreW ?>" height="640"/>
<rect class="ga-s-Crown" id="s-crown" x="1" y="<?cs var:Draw.CrownY ?>" width="478" height="<?cs var:Draw.CrownH ?>"/>
<rect class="ga-s-Eye" id="s-eye" x="1" y="<?cs var:Draw.EyeY ?>" width="478" height="<?cs var:Draw.EyeH ?>"/>
<rect class="ga-s-Face" id="s-left" x="<?cs var:Draw.FaceX ?>" y="<?cs var:Draw.FaceY ?>" width="<?cs var:Draw.FaceW ?>" height="76"/>
<rect class="ga-s-Face" id="s-right" x="<?cs var:Draw.FaceRightX ?>" y="<?cs var:Draw.FaceY ?>" width="<?cs var:Draw.FaceW ?>" height="76"/>
</svg>
<figcaption class="gp-note"><?cs var:Text.Ranges.Drawn ?></figcaption>
</figure>
</div>
<?cs include:"layout/admin_end.cs" ?>
