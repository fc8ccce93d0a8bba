<?cs # On the way to the provider's page.
  Reads Pay.Url, Order.Token, Order.Amount, Order.Campaign.
?><?cs set:Page.Title = Text.Money.GoTitle ?><?cs set:Page.Script = "order" ?><?cs include:"layout/top.cs" ?>
<h1><?cs var:Text.Money.GoTitle ?></h1>
<p class="gp-lead"><?cs var:Text.Money.GoLead ?></p>
<div class="gp-card">
<p><?cs var:Order.Campaign ?></p>
<p class="gp-bill__amount"><?cs var:Order.Amount ?></p>
</div>
<p class="gp-actions"><a class="weui-btn weui-btn_primary" href="<?cs var:url_validate(Pay.Url) ?>" data-go><?cs var:Text.Money.GoButton ?></a>
<a class="weui-btn weui-btn_default" href="/orders/<?cs var:Order.Token ?>/wait"><?cs var:Text.Money.GoPaid ?></a></p>
<?cs include:"layout/bottom.cs" ?>
