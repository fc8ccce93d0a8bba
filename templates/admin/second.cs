<?cs # Log-in of staff: the second factor.
  Reads Form.Code, Next, Error; Login.Wait (seconds).
?><?cs set:Page.Title = Text.Admin.SecondTitle ?><?cs include:"layout/admin.cs" ?><?cs include:"layout/form.cs" ?>
<div class="ga-narrow">
<h1><?cs var:Text.Admin.SecondTitle ?></h1>
<p class="gp-lead"><?cs var:Text.Admin.SecondLead ?></p>
<form method="post" action="/admin/second" novalidate><?cs call:gp_form_start() ?><?cs if:Login.Wait ?>
<p class="gp-note"><?cs var:Text.Login.Wait1 ?> <?cs var:Login.Wait ?> <?cs var:Text.Login.Wait2 ?></p><?cs /if ?>
<input type="hidden" name="Next" value="<?cs var:Form.Next.Value ?>">
<div class="weui-cells weui-cells_form"><?cs
call:gp_field("Code", Form.Code, "text", Text.Admin.Code, Text.Admin.CodeHint, "one-time-code", "", "20") ?>
</div><?cs
call:gp_submit(Text.Admin.LoginTitle) ?>
</form>
<p class="gp-note"><a href="/admin/login"><?cs var:Text.Admin.OtherPerson ?></a></p>
</div>
<?cs include:"layout/admin_end.cs" ?>
