<?cs # Back from the provider, or not: we ask.
  Reads Order.Token, Order.Amount, Order.Campaign.
?><?cs set:Page.Title = Text.Money.WaitTitle ?><?cs set:Page.Script = "order" ?><?cs include:"layout/top.cs" ?>
<h1><?cs var:Text.Money.WaitTitle ?></h1>
<p class="gp-lead gp-wait" role="status" data-poll="/orders/<?cs var:Order.Token ?>/wait" data-next="/orders/<?cs var:Order.Token ?>"><i class="weui-primary-loading" aria-hidden="true"></i> <?cs var:Text.Money.WaitLead ?></p>
<div class="gp-card">
<p><?cs var:Order.Campaign ?></p>
<p class="gp-bill__amount"><?cs var:Order.Amount ?></p>
</div>
<p class="gp-actions"><a class="weui-btn weui-btn_primary" href="/orders/<?cs var:Order.Token ?>/wait"><?cs var:Text.Money.WaitAgain ?></a>
<a class="weui-btn weui-btn_default" href="/orders/<?cs var:Order.Token ?>"><?cs var:Text.Money.WaitUnpaid ?></a></p>
<p class="gp-note"><?cs var:Text.Money.WaitHelp ?></p>
<p class="gp-note"><a class="gp-inline" href="/orders/<?cs var:Order.Token ?>/problem"><?cs var:Text.Problem.Link ?></a></p>
<?cs include:"layout/bottom.cs" ?>
