<?cs # A registrar without a campaign. Reads nothing of its own.
?><?cs set:Page.Title = Text.Desk.NoneTitle ?><?cs include:"layout/admin.cs" ?>
<h1><?cs var:Text.Desk.NoneTitle ?></h1>
<p><?cs var:Text.Desk.None ?></p>
<?cs include:"layout/admin_end.cs" ?>
