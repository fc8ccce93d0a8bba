<?cs # The address book. Reads Addresses.N.{Id,Recipient,Phone,Region,Detail,
  Postcode}, Book.Full, Page.Csrf.
?><?cs set:Page.Title = Text.Address.BookTitle ?><?cs set:Page.Back = "/me" ?><?cs include:"layout/top.cs" ?>
<h1><?cs var:Text.Address.BookTitle ?></h1><?cs if:!subcount(Addresses) ?>
<p class="gp-lead"><?cs var:Text.Address.BookNone ?></p><?cs /if ?><?cs each:x = Addresses ?>
<section class="gp-card gp-place">
<p><b><?cs var:x.Recipient ?></b> <?cs var:x.Phone ?></p>
<p><?cs var:x.Region ?> <?cs var:x.Detail ?> <?cs var:x.Postcode ?></p>
<form class="gp-place__actions" method="post" action="/addresses/<?cs var:x.Id ?>/delete">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<a class="gp-tap" href="/addresses/<?cs var:x.Id ?>"><?cs var:Text.Address.Edit ?><span class="gp-unseen"> <?cs var:x.Recipient ?></span></a>
<button class="gp-link" type="submit"><?cs var:Text.Address.Delete ?><span class="gp-unseen"> <?cs var:x.Recipient ?></span></button>
</form>
</section><?cs /each ?><?cs if:Book.Full ?>
<p class="gp-note"><?cs var:Text.Address.Full ?></p><?cs else ?>
<p class="gp-actions"><a class="weui-btn weui-btn_primary" href="/addresses/new"><?cs var:Text.Address.Add ?></a></p><?cs /if ?>
<?cs include:"layout/bottom.cs" ?>
