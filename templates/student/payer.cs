<?cs # Back from WeChat, which has said who pays: the payment begins.
  Reads Pay.{Provider,Label}, Order.{Token,Amount,Campaign}, Page.Csrf.
?><?cs set:Page.Title = Text.Money.GoTitle ?><?cs set:Page.Script = "order" ?><?cs include:"layout/top.cs" ?>
<h1><?cs var:Pay.Label ?></h1>
<p class="gp-lead"><?cs var:Text.Money.GoLead ?></p>
<div class="gp-card">
<p><?cs var:Order.Campaign ?></p>
<p class="gp-bill__amount"><?cs var:Order.Amount ?></p>
</div>
<form class="gp-actions" method="post" action="/orders/<?cs var:Order.Token ?>/pay" data-send>
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<input type="hidden" name="Provider" value="<?cs var:Pay.Provider ?>">
<button class="weui-btn weui-btn_primary" type="submit"><?cs var:Pay.Label ?> <?cs var:Order.Amount ?></button>
</form>
<?cs include:"layout/bottom.cs" ?>
