<?cs # Where a reviewer works, above a page: gp_place(path).
  Reads Places.<i>.{Key,Text,Now}, Place.{School,Name,Department,Closes,Open}.
?><?cs def:gp_place(path) ?>
<p class="gp-lead"><?cs var:Place.School ?> · <?cs var:Place.Department ?> · <?cs var:Place.Name ?> · <?cs if:Place.Open ?><?cs var:Text.Review.Closes ?><?cs else ?><?cs var:Text.Review.Over ?><?cs /if ?> <?cs var:Place.Closes ?></p><?cs if:Places.1.Key ?>
<form class="ga-tools" method="get" action="<?cs var:path ?>">
<p><label for="place"><?cs var:Text.Review.Place ?></label>
<select id="place" name="place"><?cs each:x = Places ?>
<option value="<?cs var:x.Key ?>"<?cs if:x.Now ?> selected<?cs /if ?>><?cs var:x.Text ?></option><?cs /each ?>
</select></p>
<p><button class="ga-button" type="submit"><?cs var:Text.Review.Go ?></button></p>
</form><?cs /if ?><?cs /def ?>
