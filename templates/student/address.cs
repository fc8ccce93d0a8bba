<?cs # One address of the book. Reads Book.Id (where it is there already) and
  what layout/address.cs reads.
?><?cs if:Book.Id ?><?cs set:Page.Title = Text.Address.EditTitle ?><?cs else ?><?cs set:Page.Title = Text.Address.Add ?><?cs /if ?><?cs set:Page.Back = "/addresses" ?><?cs set:Page.Script = "prints" ?><?cs include:"layout/top.cs" ?><?cs include:"layout/form.cs" ?><?cs include:"layout/address.cs" ?>
<h1><?cs var:Page.Title ?></h1>
<form method="post" action="/addresses/<?cs if:Book.Id ?><?cs var:Book.Id ?><?cs else ?>new<?cs /if ?>"><?cs call:gp_form_start() ?><?cs
call:gp_address_fields() ?><?cs
call:gp_submit(Text.Address.Save) ?>
</form>
<?cs include:"layout/bottom.cs" ?>
