<?cs # All orders of the account, the newest first.
  Reads Orders.N.Token, .Campaign, .State, .StateText, .At, .Amount, .Prints,
  .Parcel.
?><?cs set:Page.Title = Text.Money.OrdersTitle ?><?cs set:Page.Back = "/home" ?><?cs include:"layout/top.cs" ?>
<h1><?cs var:Text.Money.OrdersTitle ?></h1><?cs if:subcount(Orders) == #0 ?>
<p class="gp-lead"><?cs var:Text.Money.OrdersNone ?></p>
<p class="gp-actions"><a class="weui-btn weui-btn_primary" href="/home"><?cs var:Text.Common.Home ?></a></p><?cs else ?>
<ul class="weui-cells gp-entries"><?cs each:item = Orders ?>
<li><a class="gp-entry" href="/orders/<?cs var:item.Token ?>"><span class="gp-entry__text"><strong><?cs var:item.Campaign ?></strong><span class="gp-note"><?cs if:item.Prints ?><?cs var:Text.Money.PrintsYes ?><?cs else ?><?cs var:Text.Money.PrintsNo ?><?cs /if ?></span><span class="gp-note"><?cs var:item.At ?></span><?cs if:item.Parcel ?><span class="gp-note"><?cs var:Text.Money.Parcel ?> <?cs var:item.Parcel ?></span><?cs /if ?></span><span class="gp-entry__end"><strong><?cs var:item.Amount ?></strong><span class="gp-state gp-state_<?cs var:item.State ?>"><?cs var:item.StateText ?></span></span></a></li><?cs /each ?>
</ul><?cs /if ?>
<?cs include:"layout/bottom.cs" ?>
