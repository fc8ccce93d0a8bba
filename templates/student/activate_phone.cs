<?cs # The school gave no phone: the student names one. Reads Form.Phone.
?><?cs set:Page.Title = Text.Activate.PhoneTitle ?><?cs include:"layout/top.cs" ?><?cs include:"layout/form.cs" ?>
<h1><?cs var:Text.Activate.PhoneTitle ?></h1>
<p class="gp-lead"><?cs var:Text.Activate.PhoneLead ?></p>
<form method="post" action="/activate/phone" novalidate><?cs call:gp_form_start() ?>
<div class="weui-cells weui-cells_form"><?cs
call:gp_field("Phone", Form.Phone, "tel", Text.Person.Phone, Text.Person.PhoneHint, "tel", "tel", "20") ?>
</div><?cs
call:gp_submit(Text.Code.Send) ?>
</form>
<?cs include:"layout/bottom.cs" ?>
