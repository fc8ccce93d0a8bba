<?cs # Something is wrong with a payment: what we know, and what the student
  says. Reads Order.{Token,StateText,Amount,CreatedAt,AskedAt,Campaign},
  Payments.N.{Name,Number,Amount,At,Refund}, Problem.{Id,At}, Form.Kind,
  Form.Message, Page.{ServicePhone,ServiceTel,ServiceHours}.
?><?cs set:Page.Title = Text.Problem.Title ?><?cs set:Page.Back = "/orders/" + Order.Token ?><?cs include:"layout/top.cs" ?><?cs include:"layout/form.cs" ?>
<h1><?cs var:Text.Problem.Title ?></h1><?cs if:Problem.Id ?>
<div class="gp-verdict gp-verdict_good" role="status"><b><?cs var:Text.Problem.FiledTitle ?> <?cs var:Problem.Id ?></b><p><?cs var:Text.Problem.FiledText ?></p><p class="gp-note"><?cs var:Problem.At ?></p></div><?cs else ?>
<p class="gp-lead"><?cs var:Text.Problem.Lead ?></p><?cs /if ?>
<h2><?cs var:Text.Problem.Facts ?></h2>
<dl class="gp-card gp-rows">
<div><dt><?cs var:Text.Money.Number ?></dt><dd class="gp-number"><?cs var:Order.Token ?></dd></div>
<div><dt><?cs var:Text.Problem.State ?></dt><dd><?cs var:Order.StateText ?></dd></div>
<div><dt><?cs var:Text.Problem.Amount ?></dt><dd><?cs var:Order.Amount ?></dd></div>
<div><dt><?cs var:Text.Money.CreatedAt ?></dt><dd><?cs var:Order.CreatedAt ?></dd></div><?cs if:Order.AskedAt ?>
<div><dt><?cs var:Text.Problem.AskedAt ?></dt><dd><?cs var:Order.AskedAt ?></dd></div><?cs /if ?><?cs each:x = Payments ?>
<div><dt><?cs var:x.Name ?></dt><dd><?cs var:x.Amount ?> · <?cs var:x.At ?><br><span class="gp-number"><?cs var:x.Number ?></span><?cs if:x.Refund ?><br><?cs var:Text.Problem.RefundNo ?> <span class="gp-number"><?cs var:x.Refund ?></span><?cs /if ?></dd></div><?cs /each ?>
</dl><?cs if:!subcount(Payments) ?>
<p class="gp-note"><?cs var:Text.Problem.NoPayment ?></p><?cs /if ?><?cs if:!Problem.Id ?>
<h2><?cs var:Text.Problem.What ?></h2>
<form method="post" action="/orders/<?cs var:Order.Token ?>/problem"><?cs call:gp_form_start() ?>
<fieldset class="gp-plain" id="f-Kind" tabindex="-1">
<legend class="gp-unseen"><?cs var:Text.Problem.What ?></legend>
<div class="weui-cells"><?cs
call:gp_option("Kind", Form.Kind, "unpaid", Text.Problem.Unpaid) ?><?cs
call:gp_option("Kind", Form.Kind, "twice", Text.Problem.Twice) ?><?cs
call:gp_option("Kind", Form.Kind, "refund", Text.Problem.Refund) ?><?cs
call:gp_option("Kind", Form.Kind, "amount", Text.Problem.WrongAmount) ?><?cs
call:gp_option("Kind", Form.Kind, "other", Text.Problem.Other) ?>
</div><?cs call:gp_field_end("Kind", Form.Kind, "") ?>
</fieldset>
<div class="weui-cells weui-cells_form"><?cs
call:gp_area("Message", Form.Message, Text.Problem.Message, Text.Problem.MessageHint, #200) ?>
</div><?cs
call:gp_submit(Text.Problem.Send) ?>
</form><?cs /if ?><?cs if:Page.ServicePhone ?>
<p class="gp-note"><?cs var:Text.Problem.Call ?> <a class="gp-inline" href="tel:<?cs var:Page.ServiceTel ?>"><?cs var:Page.ServicePhone ?></a> <?cs var:Page.ServiceHours ?></p><?cs /if ?>
<?cs include:"layout/bottom.cs" ?>
