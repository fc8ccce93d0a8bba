<?cs # What the student finds wrong with a photo; after layout/form.cs.
  gp_remark_text()         what has been said
  gp_remark_form(photo)    the form to say it, change it, withdraw it
  Reads Remark.At, Remark.Text, Remark.Reasons.N, Form.Edge, .Colour, .Shape,
  .Likeness, .Remark, Form.Error, Page.Csrf.
?><?cs def:gp_remark_text() ?>
<p><b><?cs var:Text.Remark.Yours ?></b> <span class="gp-note"><?cs var:Remark.At ?></span></p><?cs if:subcount(Remark.Reasons) ?>
<ul class="gp-list"><?cs each:x = Remark.Reasons ?>
<li><?cs var:x ?></li><?cs /each ?>
</ul><?cs /if ?><?cs if:Remark.Text ?>
<blockquote class="gp-quote"><?cs var:Remark.Text ?></blockquote><?cs /if ?><?cs /def ?><?cs

def:gp_remark_form(photo) ?>
<details class="gp-card gp-more" id="remark"<?cs if:Form.Error ?> open<?cs /if ?>>
<summary><?cs if:Remark.At ?><?cs var:Text.Remark.Change ?><?cs else ?><?cs var:Text.Remark.Title ?><?cs /if ?></summary>
<p class="gp-note"><?cs var:Text.Remark.Lead ?></p>
<form method="post" action="/collect/remark"><?cs call:gp_form_start() ?>
<input type="hidden" name="Photo" value="<?cs var:photo ?>">
<fieldset class="gp-plain"><legend><?cs var:Text.Remark.Legend ?></legend><?cs
call:gp_check("Edge", Form.Edge, Text.Remark.Edge) ?><?cs
call:gp_check("Colour", Form.Colour, Text.Remark.Colour) ?><?cs
call:gp_check("Shape", Form.Shape, Text.Remark.Shape) ?><?cs
call:gp_check("Likeness", Form.Likeness, Text.Remark.Likeness) ?>
</fieldset><?cs
call:gp_area("Remark", Form.Remark, Text.Remark.Text, Text.Remark.TextHint, "200") ?>
<p class="gp-actions"><button class="weui-btn weui-btn_default" type="submit"><?cs var:Text.Remark.Send ?></button><?cs if:Remark.At ?>
<button class="weui-btn weui-btn_default" type="submit" name="Withdraw" value="1"><?cs var:Text.Remark.Withdraw ?></button><?cs /if ?></p>
</form>
</details><?cs /def ?>
