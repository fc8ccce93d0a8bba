<?cs # Macros for forms; include once, above the form. Inside <form> first
  call:gp_form_start(), then the fields between
  <div class="weui-cells weui-cells_form"> and </div>:

  gp_field(name, node, type, label, hint, autocomplete, inputmode, max)
  gp_secret(name, node, label, hint, autocomplete, max)
  gp_area(name, node, label, hint, max)
  gp_option(name, node, value, label)    a radio button, within gp_options
  gp_check(name, node, label)            a box to tick; label is plain text
  gp_submit(label)
  gp_pieces()                            how far a file is, and what went wrong

  node is the field's HDF node (Form.Phone): Value, Error and Unsure (read off
  a document, to be checked: gp_unsure(name, node)) are read.
  An empty argument is "". Reads Form.Errors.<i>.{Field,Text}, Form.Error,
  Page.Csrf. The summary on top links to f-<name>, where a group of options
  has that id on its fieldset.
?><?cs def:gp_form_start() ?>
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>"><?cs if:Form.Errors.0.Field ?>
<div class="gp-error" role="alert" tabindex="-1">
<p><b><?cs var:Text.Common.CheckThese ?></b></p>
<ul><?cs each:x = Form.Errors ?>
<li><?cs if:x.Field ?><a href="#f-<?cs var:x.Field ?>"><?cs var:x.Text ?></a><?cs else ?><?cs var:x.Text ?><?cs /if ?></li><?cs /each ?>
</ul>
</div><?cs elif:Form.Error ?>
<p class="gp-error" role="alert" tabindex="-1"><?cs var:Form.Error ?></p><?cs /if ?><?cs /def ?><?cs

def:gp_unsure(name, node) ?><?cs if:node.Unsure ?>
<p class="gp-check" id="check-<?cs var:name ?>"><?cs var:Text.Document.Check ?></p><?cs /if ?><?cs /def ?><?cs

def:gp_field_end(name, node, hint) ?><?cs if:hint ?>
<p class="gp-hint" id="hint-<?cs var:name ?>"><?cs var:hint ?></p><?cs /if ?><?cs if:node.Error ?>
<p class="gp-field-error" id="error-<?cs var:name ?>"><?cs var:node.Error ?></p><?cs /if ?><?cs call:gp_unsure(name, node) ?><?cs /def ?><?cs

def:gp_described(name, node, hint) ?><?cs if:node.Error ?> aria-invalid="true" aria-describedby="error-<?cs var:name ?><?cs if:hint ?> hint-<?cs var:name ?><?cs /if ?>"<?cs elif:node.Unsure ?> aria-describedby="check-<?cs var:name ?><?cs if:hint ?> hint-<?cs var:name ?><?cs /if ?>"<?cs elif:hint ?> aria-describedby="hint-<?cs var:name ?>"<?cs /if ?><?cs /def ?><?cs

def:gp_field(name, node, type, label, hint, autocomplete, inputmode, max) ?>
<div class="gp-field<?cs if:node.Error ?> gp-field_bad<?cs /if ?>">
<div class="weui-cell<?cs if:node.Error ?> weui-cell_warn<?cs /if ?>">
<div class="weui-cell__hd"><label class="weui-label" for="f-<?cs var:name ?>"><?cs var:label ?></label></div>
<div class="weui-cell__bd"><input class="weui-input" id="f-<?cs var:name ?>" name="<?cs var:name ?>" type="<?cs var:type ?>" value="<?cs var:node.Value ?>" maxlength="<?cs var:max ?>"<?cs if:autocomplete ?> autocomplete="<?cs var:autocomplete ?>"<?cs /if ?><?cs if:inputmode ?> inputmode="<?cs var:inputmode ?>"<?cs /if ?><?cs call:gp_described(name, node, hint) ?>></div>
</div><?cs call:gp_field_end(name, node, hint) ?>
</div><?cs /def ?><?cs

def:gp_secret(name, node, label, hint, autocomplete, max) ?>
<div class="gp-field<?cs if:node.Error ?> gp-field_bad<?cs /if ?>">
<div class="weui-cell<?cs if:node.Error ?> weui-cell_warn<?cs /if ?>">
<div class="weui-cell__hd"><label class="weui-label" for="f-<?cs var:name ?>"><?cs var:label ?></label></div>
<div class="weui-cell__bd"><input class="weui-input" id="f-<?cs var:name ?>" name="<?cs var:name ?>" type="password" maxlength="<?cs var:max ?>" autocomplete="<?cs var:autocomplete ?>"<?cs call:gp_described(name, node, hint) ?>></div>
</div><?cs call:gp_field_end(name, node, hint) ?>
</div><?cs /def ?><?cs

def:gp_area(name, node, label, hint, max) ?>
<div class="gp-field<?cs if:node.Error ?> gp-field_bad<?cs /if ?>">
<div class="weui-cell">
<div class="weui-cell__bd"><label class="weui-label gp-label_above" for="f-<?cs var:name ?>"><?cs var:label ?></label>
<textarea class="weui-textarea" id="f-<?cs var:name ?>" name="<?cs var:name ?>" rows="3" maxlength="<?cs var:max ?>"<?cs call:gp_described(name, node, hint) ?>><?cs var:node.Value ?></textarea></div>
</div><?cs call:gp_field_end(name, node, hint) ?>
</div><?cs /def ?><?cs

def:gp_option(name, node, value, label) ?>
<label class="gp-option"><input type="radio" name="<?cs var:name ?>" value="<?cs var:value ?>"<?cs if:node.Value == value ?> checked<?cs /if ?>><span><?cs var:label ?></span></label><?cs /def ?><?cs

def:gp_check(name, node, label) ?>
<div class="gp-field<?cs if:node.Error ?> gp-field_bad<?cs /if ?>">
<label class="gp-option"><input type="checkbox" id="f-<?cs var:name ?>" name="<?cs var:name ?>" value="1"<?cs if:node.Value ?> checked<?cs /if ?><?cs if:node.Error ?> aria-invalid="true" aria-describedby="error-<?cs var:name ?>"<?cs /if ?>><span><?cs var:label ?></span></label><?cs call:gp_field_end(name, node, "") ?>
</div><?cs /def ?><?cs

def:gp_pieces() ?>
<p><progress max="1" aria-label="<?cs var:Text.Job.Progress ?>" hidden></progress></p>
<p class="gp-error" role="alert" hidden data-error="1" data-network="<?cs var:Text.Job.NoNetwork ?>" data-failed="<?cs var:Text.Error.Message500 ?>" data-large="<?cs var:Text.Job.TooLarge ?>"></p><?cs /def ?><?cs

def:gp_submit(label) ?>
<p class="gp-actions"><button class="weui-btn weui-btn_primary" type="submit"><?cs var:label ?></button></p><?cs /def ?>
