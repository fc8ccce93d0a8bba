<?cs # The reasons for which a photo goes back; after layout/form.cs.
  gp_why()   boxes with their keys, and own words
  Reads Reasons.<i>.{Field,Key,Text}, Form.Reason<i>.Value, Form.Note.
?><?cs def:gp_why() ?>
<fieldset class="ga-why"><legend><?cs var:Text.Review.Why ?></legend><?cs each:x = Reasons ?>
<label><input type="checkbox" name="<?cs var:x.Field ?>" value="1" data-key="<?cs var:x.Key ?>"<?cs if:Form[x.Field].Value ?> checked<?cs /if ?>> <kbd><?cs var:x.Key ?></kbd> <?cs var:x.Text ?></label><?cs /each ?>
</fieldset>
<p class="ga-note"><label for="f-Note"><?cs var:Text.Review.Note ?></label>
<input id="f-Note" name="Note" type="text" maxlength="60" autocomplete="off" value="<?cs var:Form.Note.Value ?>"<?cs if:Form.Note.Error ?> aria-invalid="true" aria-describedby="error-Note"<?cs /if ?>></p><?cs if:Form.Note.Error ?>
<p class="gp-field-error" id="error-Note"><?cs var:Form.Note.Error ?></p><?cs /if ?><?cs /def ?>
