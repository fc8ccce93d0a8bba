<?cs # A new password: who are you? Reads Form.Who.
?><?cs set:Page.Title = Text.Reset.Title ?><?cs set:Page.Back = "/login" ?><?cs include:"layout/top.cs" ?><?cs include:"layout/form.cs" ?>
<h1><?cs var:Text.Reset.Title ?></h1>
<p class="gp-lead"><?cs var:Text.Reset.Lead ?></p>
<form method="post" action="/reset" novalidate><?cs call:gp_form_start() ?>
<div class="weui-cells weui-cells_form"><?cs
call:gp_field("Who", Form.Who, "text", Text.Login.Who, Text.Login.WhoHint, "username", "", "40") ?>
</div><?cs
call:gp_submit(Text.Code.Send) ?>
</form>
<p class="gp-note gp-center"><a class="gp-tap" href="/help"><?cs var:Text.Reset.NoPhone ?></a></p>
<?cs include:"layout/bottom.cs" ?>
