<?cs # The friend types the code of a hand-off.
  Reads Form.Error, Form.Code, Page.Csrf.
?><?cs set:Page.Title = Text.Friend.CodeTitle ?><?cs include:"layout/top.cs" ?><?cs include:"layout/form.cs" ?>
<h1><?cs var:Text.Friend.CodeTitle ?></h1>
<p class="gp-lead"><?cs var:Text.Friend.CodeLead ?></p>
<form method="post" action="/friend"><?cs call:gp_form_start() ?>
<div class="weui-cells weui-cells_form"><?cs
call:gp_field("Code", Form.Code, "text", Text.Friend.Code, Text.Friend.CodeHint, "one-time-code", "", #20) ?>
</div><?cs
call:gp_submit(Text.Friend.CodeGo) ?>
</form>
<?cs include:"layout/bottom.cs" ?>
