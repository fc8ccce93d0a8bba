<?cs # Which campaign, and which department of it, above a page of a registrar:
  gp_desk(path, departments); departments: 1: also those.
  Reads Campaign.{Token,Name,School,Closes}, Campaigns.<i>.{Token,Text,Now},
  Departments.<i>.{Id,Name,Now}.
?><?cs def:gp_desk(path, departments) ?>
<p class="gp-lead"><?cs var:Campaign.School ?> · <?cs var:Campaign.Name ?> · <?cs var:Text.Desk.Closes ?> <?cs var:Campaign.Closes ?></p>
<form class="ga-tools" method="get" action="<?cs var:path ?>">
<p><label for="campaign"><?cs var:Text.Desk.Campaign ?></label>
<select id="campaign" name="campaign"><?cs each:x = Campaigns ?>
<option value="<?cs var:x.Token ?>"<?cs if:x.Now ?> selected<?cs /if ?>><?cs var:x.Text ?></option><?cs /each ?>
</select></p><?cs if:departments ?>
<p><label for="department"><?cs var:Text.Desk.Department ?></label>
<select id="department" name="department"><option value=""><?cs var:Text.Desk.All ?></option><?cs each:x = Departments ?>
<option value="<?cs var:x.Id ?>"<?cs if:x.Now ?> selected<?cs /if ?>><?cs var:x.Name ?></option><?cs /each ?>
</select></p><?cs /if ?>
<p><button class="ga-button" type="submit"><?cs var:Text.Desk.Show ?></button></p>
</form><?cs /def ?>