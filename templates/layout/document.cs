<?cs # Macros of the forms that a document fills in, after layout/form.cs:

  gp_document(read)      within the form, after gp_form_start(); read is the
                         address that takes the picture
  gp_overseas(page)      the link to a passport and back, for that page

  Reads Form.Type, Form.Next, Form.Picture. The unseen button is the one that
  Enter in a field presses; static/document.js does without the other.
?><?cs def:gp_document(read) ?>
<button class="gp-unseen" type="submit" tabindex="-1" aria-hidden="true"><?cs var:Text.Common.Next ?></button>
<div class="gp-card gp-document" data-read="<?cs var:read ?>" data-check="<?cs var:Text.Document.Check ?>" data-sending="<?cs var:Text.Document.Sending ?>" data-reading="<?cs var:Text.Document.Reading ?>" data-lost="<?cs var:Text.Document.Lost ?>" data-large="<?cs var:Text.Document.TooBig ?>">
<h2><?cs var:Text.Document.Title ?></h2>
<p data-for="card"<?cs if:Form.Type.Value == "passport" ?> hidden<?cs /if ?>><?cs var:Text.Document.Card ?></p>
<p data-for="passport"<?cs if:Form.Type.Value != "passport" ?> hidden<?cs /if ?>><?cs var:Text.Document.Passport ?></p>
<div class="gp-pick" data-plain>
<label for="f-Picture"><?cs var:Text.Document.Picture ?></label>
<input id="f-Picture" name="Picture" type="file" accept="image/*"<?cs call:gp_described("Picture", Form.Picture, "") ?>><?cs if:Form.Picture.Error ?>
<p class="gp-field-error" id="error-Picture"><?cs var:Form.Picture.Error ?></p><?cs /if ?>
<button class="weui-btn weui-btn_default" type="submit" formaction="<?cs var:read ?>" formenctype="multipart/form-data"><?cs var:Text.Document.Read ?></button>
</div>
<p class="gp-document__pick" data-pick hidden><button class="weui-btn weui-btn_default" type="button" data-take><?cs var:Text.Document.Take ?></button><button class="weui-btn weui-btn_default" type="button" data-choose><?cs var:Text.Document.Choose ?></button></p>
<p class="gp-document__say" role="status"></p>
<p class="gp-note"><?cs var:Text.Document.Keep ?></p>
</div><?cs /def ?><?cs

def:gp_overseas(page) ?>
<p class="gp-note gp-center"><?cs if:Form.Type.Value == "passport" ?><a class="gp-tap" href="<?cs var:page ?>?next=<?cs var:url_escape(Form.Next.Value) ?>" data-type="card"><?cs var:Text.Document.Domestic ?></a><?cs else ?><a class="gp-tap" href="<?cs var:page ?>?type=passport&amp;next=<?cs var:url_escape(Form.Next.Value) ?>" data-type="passport"><?cs var:Text.Document.Overseas ?></a><?cs /if ?></p><?cs /def ?>
