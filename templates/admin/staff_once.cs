<?cs # A password for once, to be handed over.
  Reads Once.{Id,Login,Password,Address}.
?><?cs set:Page.Title = Text.People.OnceTitle ?><?cs include:"layout/admin.cs" ?>
<h1><?cs var:Text.People.OnceTitle ?></h1>
<p class="gp-lead"><?cs var:Text.People.OnceLead ?></p>
<dl class="ga-slip">
<dt><?cs var:Text.People.OnceAddress ?></dt><dd><?cs var:Once.Address ?></dd>
<dt><?cs var:Text.Admin.Login ?></dt><dd><code><?cs var:Once.Login ?></code></dd>
<dt><?cs var:Text.People.OncePassword ?></dt><dd><code><?cs var:Once.Password ?></code></dd>
</dl>
<p><?cs var:Text.People.OnceNext ?></p>
<p class="ga-noprint"><a class="ga-button ga-button_primary" href="/admin/staff/<?cs var:Once.Id ?>"><?cs var:Text.People.OnceKept ?></a></p>
<?cs include:"layout/admin_end.cs" ?>
