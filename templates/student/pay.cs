<?cs # On the way to the provider: its page, a QR code, or its app's window.
  Reads Pay.Provider, Pay.Name, Pay.Label, and one of Pay.Url, Pay.Script (JSON for
  WeChat), Qr.{Path,Side}; Order.{Token,Amount,Campaign,Left,LeftText}.
?><?cs set:Page.Title = Text.Money.GoTitle ?><?cs set:Page.Script = "order" ?><?cs include:"layout/top.cs" ?>
<h1><?cs var:Pay.Label ?></h1><?cs if:Qr.Path ?>
<p class="gp-lead"><?cs if:Pay.Provider == "alipay" ?><?cs var:Text.Money.QrAlipay ?><?cs else ?><?cs var:Text.Money.QrWechat ?><?cs /if ?></p>
<div class="gp-card gp-qr" data-poll="/orders/<?cs var:Order.Token ?>/wait" data-next="/orders/<?cs var:Order.Token ?>">
<svg viewBox="0 0 <?cs var:Qr.Side ?> <?cs var:Qr.Side ?>" role="img" aria-label="<?cs var:Text.Money.QrAlt ?>" shape-rendering="crispEdges"><path d="<?cs var:Qr.Path ?>"></path></svg>
<p class="gp-bill__amount"><?cs var:Order.Amount ?></p>
<p><?cs var:Order.Campaign ?></p>
<p class="gp-note"><?cs var:Text.Money.PayWithin ?> <b class="gp-clock" role="timer" data-expires="<?cs var:Order.Left ?>"><?cs var:Order.LeftText ?></b></p>
</div>
<p class="gp-note" role="status"><?cs var:Text.Money.QrWaiting ?></p><?cs else ?>
<p class="gp-lead"><?cs var:Text.Money.GoLead ?></p>
<div class="gp-card">
<p><?cs var:Order.Campaign ?></p>
<p class="gp-bill__amount"><?cs var:Order.Amount ?></p>
</div><?cs /if ?>
<p class="gp-actions"><?cs if:Pay.Url ?><a class="weui-btn weui-btn_primary" href="<?cs var:url_validate(Pay.Url) ?>" data-go><?cs var:Text.Money.GoButton ?><?cs if:Page.Lang == "en" ?> <?cs /if ?><?cs var:Pay.Name ?></a><?cs elif:Pay.Script ?><button class="weui-btn weui-btn_primary" type="button" data-bridge="<?cs var:Pay.Script ?>" data-paid="/orders/<?cs var:Order.Token ?>/wait" data-back="/orders/<?cs var:Order.Token ?>"><?cs var:Text.Money.GoButton ?><?cs if:Page.Lang == "en" ?> <?cs /if ?><?cs var:Pay.Name ?></button><?cs /if ?>
<a class="weui-btn weui-btn_default" href="/orders/<?cs var:Order.Token ?>/wait"><?cs var:Text.Money.GoPaid ?></a>
<a class="weui-btn weui-btn_default" href="/orders/<?cs var:Order.Token ?>"><?cs var:Text.Money.OtherWay ?></a></p><?cs if:Pay.Script ?>
<noscript><p class="gp-error"><?cs var:Text.Money.NeedsScript ?></p></noscript><?cs /if ?>
<?cs include:"layout/bottom.cs" ?>
