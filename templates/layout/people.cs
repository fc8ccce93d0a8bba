<?cs # What a role is and where it counts, in forms: gp_role(node), gp_where(node).
  node is the field's HDF node: Value and Error are read.
  Reads Places.<i>.{Key,School,Department,Now}.
?><?cs def:gp_role(node) ?>
<p><label for="f-Role"><?cs var:Text.People.Role ?></label> <select id="f-Role" name="Role"<?cs if:node.Error ?> aria-invalid="true"<?cs /if ?>>
<option value="reviewer"<?cs if:node.Value == "reviewer" ?> selected<?cs /if ?>><?cs var:Text.Admin.Role.reviewer ?></option>
<option value="registrar"<?cs if:node.Value == "registrar" ?> selected<?cs /if ?>><?cs var:Text.Admin.Role.registrar ?></option>
<option value="administrator"<?cs if:node.Value == "administrator" ?> selected<?cs /if ?>><?cs var:Text.Admin.Role.administrator ?></option>
</select></p><?cs /def ?><?cs

def:gp_where(node) ?>
<p><label for="f-Place"><?cs var:Text.People.Place ?></label> <select id="f-Place" name="Place"<?cs if:node.Error ?> aria-invalid="true" aria-describedby="error-Place"<?cs /if ?>>
<option value=""><?cs var:Text.People.Everywhere ?></option><?cs each:x = Places ?>
<option value="<?cs var:x.Key ?>"<?cs if:x.Now ?> selected<?cs /if ?>><?cs var:x.School ?> · <?cs if:x.Department ?><?cs var:x.Department ?><?cs else ?><?cs var:Text.People.WholeSchool ?><?cs /if ?></option><?cs /each ?>
</select></p><?cs if:node.Error ?>
<p class="gp-field-error" id="error-Place"><?cs var:node.Error ?></p><?cs /if ?><?cs /def ?><?cs

def:gp_person_state(state) ?><?cs if:state == "active" ?><span class="ga-tag ga-tag_good"><?cs var:Text.People.State.active ?></span><?cs elif:state == "locked" ?><span class="ga-tag ga-tag_bad"><?cs var:Text.People.State.locked ?></span><?cs else ?><span class="ga-tag"><?cs var:Text.People.State.left ?></span><?cs /if ?><?cs /def ?><?cs

def:gp_factors(must, totp) ?><?cs if:must ?><span class="ga-tag ga-tag_warn"><?cs var:Text.People.MustChange ?></span><?cs elif:totp ?><?cs var:Text.People.Totp ?><?cs else ?><span class="ga-tag ga-tag_warn"><?cs var:Text.People.NoTotp ?></span><?cs /if ?><?cs /def ?>
