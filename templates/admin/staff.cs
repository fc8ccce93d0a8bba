<?cs # Who uses the pages of staff.
  Reads Filter.{Q,Role,State,Sort,Query,First,Next}, Places.* (layout/people.cs),
  People.<i>.{Id,Login,Name,School,State,LoginAt,Reviewer,Registrar,
  Administrator,Totp,MustChange,In}.
?><?cs set:Page.Title = Text.People.Title ?><?cs include:"layout/admin.cs" ?><?cs include:"layout/people.cs" ?><?cs

def:choice(word, now, text) ?>
<option value="<?cs var:word ?>"<?cs if:now == word ?> selected<?cs /if ?>><?cs var:text ?></option><?cs /def ?><?cs

def:column(key, text) ?><th scope="col"<?cs if:Filter.Sort == key ?> aria-sort="ascending"<?cs /if ?>><a href="/admin/staff?<?cs var:Filter.Query ?>&amp;sort=<?cs var:key ?>"><?cs var:text ?></a></th><?cs /def ?>
<h1><?cs var:Text.People.Title ?></h1>
<p class="gp-lead"><?cs var:Text.People.Lead ?></p>
<form class="ga-tools" method="get" action="/admin/staff">
<input type="hidden" name="sort" value="<?cs var:Filter.Sort ?>">
<p><label for="q"><?cs var:Text.People.Search ?></label>
<input id="q" name="q" type="search" maxlength="60" value="<?cs var:Filter.Q ?>"></p>
<p><label for="role"><?cs var:Text.People.Role ?></label>
<select id="role" name="role"><option value=""><?cs var:Text.Admin.All ?></option><?cs
call:choice("reviewer", Filter.Role, Text.Admin.Role.reviewer) ?><?cs
call:choice("registrar", Filter.Role, Text.Admin.Role.registrar) ?><?cs
call:choice("administrator", Filter.Role, Text.Admin.Role.administrator) ?>
</select></p>
<p><label for="school"><?cs var:Text.People.School ?></label>
<select id="school" name="school"><option value=""><?cs var:Text.Admin.All ?></option><?cs each:x = Places ?><?cs if:x.Department ?><?cs else ?>
<option value="<?cs var:x.Key ?>"<?cs if:x.Now ?> selected<?cs /if ?>><?cs var:x.School ?></option><?cs /if ?><?cs /each ?>
</select></p>
<p><label for="state"><?cs var:Text.People.StateTitle ?></label>
<select id="state" name="state"><option value=""><?cs var:Text.People.NotLeft ?></option><?cs
call:choice("active", Filter.State, Text.People.State.active) ?><?cs
call:choice("locked", Filter.State, Text.People.State.locked) ?><?cs
call:choice("left", Filter.State, Text.People.State.left) ?>
</select></p>
<p><button class="ga-button" type="submit"><?cs var:Text.Admin.Search ?></button></p>
<p class="ga-last"><a class="ga-button ga-button_primary" href="/admin/staff/new"><?cs var:Text.People.Add ?></a></p>
</form><?cs if:People.0.Id ?>
<div class="ga-scroll" tabindex="0" role="group" aria-label="<?cs var:Text.People.Title ?>">
<table class="ga-table">
<thead><tr><?cs call:column("name", Text.People.Name) ?><?cs call:column("login", Text.Admin.Login) ?><th scope="col"><?cs var:Text.People.School ?></th><th scope="col"><?cs var:Text.People.Role ?></th><th scope="col"><?cs var:Text.People.StateTitle ?></th><th scope="col"><?cs var:Text.People.Factors ?></th><th scope="col"><?cs var:Text.People.LoginAt ?></th></tr></thead>
<tbody><?cs each:x = People ?>
<tr><th scope="row"><a href="/admin/staff/<?cs var:x.Id ?>"><?cs var:x.Name ?></a></th><td><?cs var:x.Login ?></td><td><?cs if:x.School ?><?cs var:x.School ?><?cs else ?><?cs var:Text.People.Site ?><?cs /if ?></td><td><?cs if:x.Reviewer ?><span class="ga-tag"><?cs var:Text.Admin.Role.reviewer ?></span> <?cs /if ?><?cs if:x.Registrar ?><span class="ga-tag"><?cs var:Text.Admin.Role.registrar ?></span> <?cs /if ?><?cs if:x.Administrator ?><span class="ga-tag"><?cs var:Text.Admin.Role.administrator ?></span><?cs /if ?></td><td><?cs call:gp_person_state(x.State) ?></td><td><?cs call:gp_factors(x.MustChange, x.Totp) ?></td><td class="ga-short"><?cs if:x.LoginAt ?><?cs var:x.LoginAt ?><?cs else ?><?cs var:Text.People.Never ?><?cs /if ?><?cs if:x.In ?> <span class="ga-tag ga-tag_good"><?cs var:Text.People.In ?></span><?cs /if ?></td></tr><?cs /each ?>
</tbody>
</table>
</div>
<p class="ga-pages"><?cs if:Filter.First ?><a href="/admin/staff?<?cs var:Filter.Query ?>&amp;sort=<?cs var:Filter.Sort ?>"><?cs var:Text.Review.FirstPage ?></a><?cs /if ?><?cs if:Filter.Next ?> <a href="/admin/staff?<?cs var:Filter.Query ?>&amp;sort=<?cs var:Filter.Sort ?>&amp;<?cs var:Filter.Next ?>"><?cs var:Text.Review.NextPage ?></a><?cs /if ?></p><?cs else ?>
<p class="gp-note"><?cs var:Text.People.Nobody ?></p><?cs /if ?>
<?cs include:"layout/admin_end.cs" ?>
