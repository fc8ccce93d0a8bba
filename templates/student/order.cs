<?cs # One order: what it is, what to do now, what has happened.
  Reads Order.Token, .State (pending, expired, paid, refunding, refunded,
  closed), .StateText, .Campaign, .School, .Photo, .Amount, .Prints, .Left,
  .LeftText, .Expires, .CreatedAt, .Again, .Collection, .InWechat, .InAlipay,
  .Reason (late, rejected, withdrawn), .Receipt, .Withdraw, .Shipment, .Courier, .Parcel,
  .Address.Recipient/Phone/Region/Detail/Postcode; Items.N.{Text,Note,Amount};
  Tills.N.{Provider,Label}; Timeline.N.{Text,Note,At,State}; Page.Csrf.
?><?cs set:Page.Title = Text.Money.OrderTitle ?><?cs set:Page.Back = "/orders" ?><?cs if:Order.State == "expired" ?><?cs set:Page.Script = "order" ?><?cs /if ?><?cs include:"layout/top.cs" ?>
<h1><?cs if:Order.State == "pending" ?><?cs var:Text.Money.PayTitle ?><?cs elif:Order.State == "expired" ?><?cs var:Text.Money.ExpiredTitle ?><?cs else ?><?cs var:Order.StateText ?><?cs /if ?></h1><?cs
if:Order.State == "pending" ?>
<p class="gp-lead"><?cs var:Text.Money.PayWithin ?> <strong class="gp-clock" role="timer" data-expires="<?cs var:Order.Left ?>"><?cs var:Order.LeftText ?></strong></p><?cs
elif:Order.State == "expired" ?>
<p class="gp-lead gp-wait" role="status" data-poll="/orders/<?cs var:Order.Token ?>/wait" data-next="/orders/<?cs var:Order.Token ?>"><i class="weui-primary-loading" aria-hidden="true"></i> <?cs var:Text.Money.ExpiredLead ?></p><?cs
elif:Order.State == "paid" ?>
<p class="gp-flash gp-paid"><?cs var:Text.Money.PaidLead ?></p><?cs
elif:Order.State == "refunding" ?>
<p class="gp-lead"><?cs if:Order.Reason == "late" ?><?cs var:Text.Money.RefundingLate ?><?cs elif:Order.Reason == "rejected" ?><?cs var:Text.Money.RefundingRejected ?><?cs else ?><?cs var:Text.Money.RefundingLead ?><?cs /if ?></p><?cs
elif:Order.State == "refunded" ?>
<p class="gp-lead"><?cs var:Text.Money.RefundedLead ?></p><?cs
elif:Order.Again ?>
<p class="gp-lead"><?cs var:Text.Money.ClosedLead ?></p><?cs /if ?>
<section class="gp-card gp-bill" aria-label="<?cs var:Text.Money.OrderTitle ?>"><?cs if:Order.Photo ?>
<img class="gp-bill__photo" src="/collect/photo/<?cs var:Order.Photo ?>/result" alt="<?cs var:Text.Money.PhotoAlt ?>" width="96" height="128"><?cs /if ?>
<div class="gp-bill__text">
<p><strong><?cs var:Order.Campaign ?></strong></p>
<p class="gp-note"><?cs var:Order.School ?></p>
<p class="gp-note"><?cs if:Order.Prints ?><?cs var:Text.Money.PrintsYes ?><?cs else ?><?cs var:Text.Money.PrintsNo ?><?cs /if ?></p>
<p class="gp-bill__amount"><?cs var:Order.Amount ?></p>
</div><?cs if:subcount(Items) > #1 ?>
<dl class="gp-rows gp-items"><?cs each:x = Items ?>
<div><dt><?cs var:x.Text ?><?cs if:x.Note ?><span class="gp-note"><?cs var:x.Note ?></span><?cs /if ?></dt><dd><?cs if:x.Amount ?><?cs var:x.Amount ?><?cs else ?><?cs var:Text.Money.Included ?><?cs /if ?></dd></div><?cs /each ?>
<div class="gp-items__sum"><dt><?cs var:Text.Money.Total ?></dt><dd><?cs var:Order.Amount ?></dd></div>
</dl><?cs /if ?>
</section><?cs

if:Order.State == "pending" ?>
<div class="gp-actions"><?cs if:subcount(Tills) ?>
<form method="post" action="/orders/<?cs var:Order.Token ?>/pay">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>"><?cs each:x = Tills ?>
<button class="weui-btn weui-btn_primary gp-till gp-till_<?cs var:x.Provider ?>" type="submit" name="Provider" value="<?cs var:x.Provider ?>"><?cs var:x.Label ?> <?cs var:Order.Amount ?></button><?cs /each ?>
</form><?cs else ?>
<p class="gp-error"><?cs var:Text.Money.NoTill ?></p><?cs /if ?>
<form method="post" action="/orders/<?cs var:Order.Token ?>/cancel">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<button class="weui-btn weui-btn_default" type="submit"><?cs var:Text.Money.CancelButton ?></button>
</form>
</div><?cs if:Order.InWechat ?>
<p class="gp-note"><?cs var:Text.Money.InWechat ?></p><?cs elif:Order.InAlipay ?>
<p class="gp-note"><?cs var:Text.Money.InAlipay ?></p><?cs /if ?>
<p class="gp-note"><?cs var:Text.Money.PaidAlready ?> <a class="gp-inline" href="/orders/<?cs var:Order.Token ?>/wait"><?cs var:Text.Money.CheckPayment ?></a></p><?cs
elif:Order.State == "paid" ?><?cs if:Order.Collection ?>
<p class="gp-actions"><a class="weui-btn weui-btn_primary" href="/collections/<?cs var:Order.Collection ?>"><?cs var:Text.Money.SeeCollection ?></a>
<a class="weui-btn weui-btn_default" href="/home"><?cs var:Text.Common.Home ?></a></p><?cs /if ?><?cs if:Order.Withdraw ?>
<details class="gp-card gp-more">
<summary><?cs var:Text.Money.Withdraw ?></summary>
<p><?cs var:Text.Money.WithdrawLead ?></p>
<form method="post" action="/orders/<?cs var:Order.Token ?>/withdraw">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<button class="weui-btn weui-btn_default" type="submit"><?cs var:Text.Money.WithdrawButton ?></button>
</form>
</details><?cs /if ?><?cs
elif:Order.Again ?>
<p class="gp-actions"><a class="weui-btn weui-btn_primary" href="/collect/prints"><?cs var:Text.Money.OrderAgain ?></a>
<a class="weui-btn weui-btn_default" href="/collect/camera"><?cs var:Text.Money.Retake ?></a></p><?cs
else ?>
<p class="gp-actions"><a class="weui-btn weui-btn_default" href="/home"><?cs var:Text.Common.Home ?></a></p><?cs /if ?>
<h2><?cs var:Text.Money.TimelineTitle ?></h2>
<ol class="gp-card gp-timeline"><?cs each:x = Timeline ?>
<li class="gp-timeline__<?cs var:x.State ?>"><span><?cs var:x.Text ?></span><?cs if:x.Note ?><span class="gp-note"><?cs var:x.Note ?></span><?cs /if ?><?cs if:x.At ?><span class="gp-note"><?cs var:x.At ?></span><?cs elif:x.State == "next" ?><span class="gp-note"><?cs var:Text.Money.StepNext ?></span><?cs /if ?></li><?cs /each ?>
</ol><?cs

if:Order.Prints ?>
<h2><?cs var:Text.Address.Title ?></h2>
<div class="gp-card"><?cs if:Order.Address.Recipient ?>
<p><?cs var:Order.Address.Recipient ?> <?cs var:Order.Address.Phone ?></p>
<p><?cs var:Order.Address.Region ?> <?cs var:Order.Address.Detail ?> <?cs var:Order.Address.Postcode ?></p><?cs else ?>
<p><?cs var:Text.Money.AddressRemoved ?></p><?cs /if ?><?cs if:Order.Shipment ?>
<p class="gp-note"><?cs var:Order.Shipment ?><?cs if:Order.Parcel ?>: <?cs var:Order.Courier ?> <span class="gp-number"><?cs var:Order.Parcel ?></span><?cs /if ?></p><?cs /if ?>
</div><?cs /if ?>
<h2><?cs var:Text.Money.Details ?></h2>
<dl class="gp-card gp-rows">
<div><dt><?cs var:Text.Money.Number ?></dt><dd class="gp-number"><?cs var:Order.Token ?></dd></div>
<div><dt><?cs var:Text.Money.CreatedAt ?></dt><dd><?cs var:Order.CreatedAt ?></dd></div><?cs if:Order.Expires ?>
<div><dt><?cs var:Text.Money.ExpiresAt ?></dt><dd><?cs var:Order.Expires ?></dd></div><?cs /if ?>
</dl>
<nav class="weui-cells" aria-label="<?cs var:Text.Money.More ?>"><?cs if:Order.Receipt ?>
<a class="weui-cell weui-cell_access gp-row" href="/orders/<?cs var:Order.Token ?>/receipt" download><span class="weui-cell__bd"><?cs var:Text.Money.Receipt ?></span><span class="weui-cell__ft"></span></a><?cs /if ?>
<a class="weui-cell weui-cell_access gp-row" href="/orders/<?cs var:Order.Token ?>/problem"><span class="weui-cell__bd"><?cs var:Text.Problem.Link ?></span><span class="weui-cell__ft"></span></a>
<a class="weui-cell weui-cell_access gp-row" href="/orders"><span class="weui-cell__bd"><?cs var:Text.Money.OrdersTitle ?></span><span class="weui-cell__ft"></span></a>
</nav>
<?cs include:"layout/bottom.cs" ?>
