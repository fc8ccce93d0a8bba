<?cs # One person of staff.
  Reads Person.{Id,Login,Name,School,State,LoginAt,Totp,MustChange,Self},
  Roles.<i>.{Id,Kind,Name,School,Department}, Sessions.<i>.{Address,Agent,Since,
  Seen}, Form.{Name,Email,Role,Place} (layout/form.cs), Places.*
  (layout/people.cs), Page.Csrf.
?><?cs set:Page.Title = Person.Name ?><?cs set:Page.Back = "/admin/staff" ?><?cs include:"layout/admin.cs" ?><?cs include:"layout/form.cs" ?><?cs include:"layout/people.cs" ?><?cs

def:state_form(state, class, text) ?>
<form method="post" action="/admin/staff/<?cs var:Person.Id ?>/state">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<input type="hidden" name="State" value="<?cs var:state ?>">
<button class="ga-button <?cs var:class ?>" type="submit"><?cs var:text ?></button>
</form><?cs /def ?>
<h1><?cs var:Person.Name ?> <?cs call:gp_person_state(Person.State) ?></h1>
<p class="gp-lead"><?cs var:Person.Login ?> · <?cs if:Person.School ?><?cs var:Person.School ?><?cs else ?><?cs var:Text.People.Site ?><?cs /if ?> · <?cs var:Text.People.LoginAt ?>: <?cs if:Person.LoginAt ?><?cs var:Person.LoginAt ?><?cs else ?><?cs var:Text.People.Never ?><?cs /if ?> · <?cs call:gp_factors(Person.MustChange, Person.Totp) ?></p><?cs if:Form.Errors.0.Text ?>
<div class="gp-error" role="alert" tabindex="-1"><?cs each:x = Form.Errors ?>
<p><?cs var:x.Text ?></p><?cs /each ?>
</div><?cs /if ?>
<div class="ga-two">
<section class="ga-card">
<h2><?cs var:Text.People.Role ?></h2><?cs if:Roles.0.Id ?>
<table class="ga-table">
<thead><tr><th scope="col"><?cs var:Text.People.Role ?></th><th scope="col"><?cs var:Text.People.Place ?></th><th scope="col"><?cs var:Text.Admin.Action ?></th></tr></thead>
<tbody><?cs each:x = Roles ?>
<tr><th scope="row"><?cs var:x.Name ?></th><td><?cs if:x.School ?><?cs var:x.School ?> · <?cs if:x.Department ?><?cs var:x.Department ?><?cs else ?><?cs var:Text.People.WholeSchool ?><?cs /if ?><?cs else ?><?cs var:Text.People.Everywhere ?><?cs /if ?></td><td><?cs if:Person.Self ?><?cs set:keep = #1 ?><?cs else ?><?cs set:keep = #0 ?><?cs /if ?><?cs if:keep && x.Kind == "administrator" ?>-<?cs else ?><form method="post" action="/admin/staff/<?cs var:Person.Id ?>/revoke"><input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>"><input type="hidden" name="Id" value="<?cs var:x.Id ?>"><button class="ga-button ga-button_bad" type="submit"><?cs var:Text.People.Revoke ?></button></form><?cs /if ?></td></tr><?cs /each ?>
</tbody>
</table><?cs else ?>
<p class="gp-note"><?cs var:Text.People.NoRole ?></p><?cs /if ?>
<form class="ga-form" method="post" action="/admin/staff/<?cs var:Person.Id ?>/grant">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<h3><?cs var:Text.People.GrantTitle ?></h3><?cs call:gp_role(Form.Role) ?><?cs call:gp_where(Form.Place) ?>
<p><button class="ga-button ga-button_primary" type="submit"><?cs var:Text.People.Grant ?></button></p>
</form>
</section>
<section class="ga-card">
<h2><?cs var:Text.People.PersonTitle ?></h2>
<form class="ga-form" method="post" action="/admin/staff/<?cs var:Person.Id ?>">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<div class="weui-cells weui-cells_form"><?cs
call:gp_field("Name", Form.Name, "text", Text.People.Name, "", "off", "", 40) ?><?cs
call:gp_field("Email", Form.Email, "email", Text.People.Email, "", "off", "email", 254) ?>
</div>
<p><button class="ga-button" type="submit"><?cs var:Text.Common.Save ?></button></p>
</form>
<h2><?cs var:Text.People.Access ?></h2><?cs if:Person.Self ?>
<p class="gp-note"><?cs var:Text.People.SelfNote ?> <a href="/admin/me"><?cs var:Text.Admin.MeTitle ?></a></p><?cs else ?>
<div class="ga-tools"><?cs if:Person.State == "active" ?><?cs
call:state_form("locked", "ga-button_bad", Text.People.Lock) ?><?cs
call:state_form("left", "ga-button_bad", Text.People.Leave) ?><?cs else ?><?cs
call:state_form("active", "ga-button_primary", Text.People.Unlock) ?><?cs /if ?>
</div>
<form class="ga-form" method="post" action="/admin/staff/<?cs var:Person.Id ?>/reset">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<p><label><input type="checkbox" name="Totp" value="1"> <?cs var:Text.People.ResetTotp ?></label></p>
<p><button class="ga-button" type="submit"><?cs var:Text.People.Reset ?></button> <span class="gp-note"><?cs var:Text.People.ResetNote ?></span></p>
</form><?cs /if ?>
</section>
</div>
<h2><?cs var:Text.Admin.Sessions ?></h2><?cs if:Sessions.0.Since ?>
<table class="ga-table">
<thead><tr><th scope="col"><?cs var:Text.Admin.Address ?></th><th scope="col"><?cs var:Text.Admin.Browser ?></th><th scope="col"><?cs var:Text.Admin.Since ?></th><th scope="col"><?cs var:Text.Admin.Seen ?></th></tr></thead>
<tbody><?cs each:x = Sessions ?>
<tr><td><?cs var:x.Address ?></td><td><?cs var:x.Agent ?></td><td class="ga-short"><?cs var:x.Since ?></td><td class="ga-short"><?cs var:x.Seen ?></td></tr><?cs /each ?>
</tbody>
</table>
<form method="post" action="/admin/staff/<?cs var:Person.Id ?>/out">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<p><button class="ga-button" type="submit"><?cs var:Text.People.Out ?></button></p>
</form><?cs else ?>
<p class="gp-note"><?cs var:Text.People.NoSession ?></p><?cs /if ?>
<p><a href="/admin/audit?Login=<?cs var:url_escape(Person.Login) ?>"><?cs var:Text.People.ToAudit ?></a></p>
<?cs include:"layout/admin_end.cs" ?>
