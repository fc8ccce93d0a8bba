<?cs # The person's own: roles, sessions, password, recovery codes.
  Reads Staff.Name, Me.{Login,Left}, Roles.<i>.{Name,School,Department},
  Sessions.<i>.{Id,Address,Agent,Since,Seen,This}, Page.Csrf.
?><?cs set:Page.Title = Text.Admin.MeTitle ?><?cs include:"layout/admin.cs" ?>
<h1><?cs var:Text.Admin.MeTitle ?></h1>
<p class="gp-lead"><?cs var:Staff.Name ?> · <?cs var:Me.Login ?></p>
<h2><?cs var:Text.Admin.Roles ?></h2>
<ul><?cs each:x = Roles ?>
<li><?cs var:x.Name ?> · <?cs if:x.School ?><?cs var:x.School ?><?cs else ?><?cs var:Text.Admin.AllSchools ?><?cs /if ?><?cs if:x.Department ?> · <?cs var:x.Department ?><?cs /if ?></li><?cs /each ?>
</ul>
<h2><?cs var:Text.Admin.Factors ?></h2>
<p><a href="/admin/password"><?cs var:Text.Admin.PasswordChange ?></a></p>
<form method="post" action="/admin/me/recovery">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<p><?cs var:Text.Admin.RecoveryLeft ?> <?cs var:Me.Left ?> <button class="ga-button" type="submit"><?cs var:Text.Admin.RecoveryNew ?></button></p>
</form>
<h2><?cs var:Text.Admin.Sessions ?></h2>
<table class="ga-table">
<thead><tr><th scope="col"><?cs var:Text.Admin.Address ?></th><th scope="col"><?cs var:Text.Admin.Browser ?></th><th scope="col"><?cs var:Text.Admin.Since ?></th><th scope="col"><?cs var:Text.Admin.Seen ?></th><th scope="col"><?cs var:Text.Admin.Action ?></th></tr></thead>
<tbody><?cs each:x = Sessions ?>
<tr><td class="ga-short"><?cs var:x.Address ?></td><td><?cs var:x.Agent ?></td><td class="ga-short"><?cs var:x.Since ?></td><td class="ga-short"><?cs var:x.Seen ?></td><td class="ga-short"><?cs if:x.This ?><?cs var:Text.Admin.ThisOne ?><?cs else ?><form method="post" action="/admin/me/sessions/<?cs var:x.Id ?>/end"><input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>"><button class="ga-button" type="submit"><?cs var:Text.Admin.EndSession ?></button></form><?cs /if ?></td></tr><?cs /each ?>
</tbody>
</table>
<?cs include:"layout/admin_end.cs" ?>
