<?cs # Log-in by number or phone.
  Reads Form.Who, Password, Next, Type, Picture, Error; Login.Wait (seconds);
  Campaign.School, Name.
?><?cs set:Page.Title = Text.Login.Title ?><?cs set:Page.Script = "document" ?><?cs set:Page.Back = "/" ?><?cs include:"layout/top.cs" ?><?cs include:"layout/form.cs" ?><?cs include:"layout/document.cs" ?>
<h1><?cs var:Text.Login.Title ?></h1>
<p class="gp-lead"><?cs if:Campaign.School ?><?cs var:Campaign.School ?> · <?cs var:Campaign.Name ?><?cs else ?><?cs var:Text.Login.Lead ?><?cs /if ?></p>
<form method="post" action="/login" novalidate><?cs call:gp_form_start() ?><?cs if:Login.Wait ?>
<p class="gp-note"><?cs var:Text.Login.Wait1 ?> <?cs var:Login.Wait ?> <?cs var:Text.Login.Wait2 ?></p><?cs /if ?>
<input type="hidden" name="Next" value="<?cs var:Form.Next.Value ?>"><?cs if:Form.Type.Value ?>
<input type="hidden" name="Type" value="<?cs var:Form.Type.Value ?>"><?cs /if ?><?cs call:gp_document("/login/read") ?><?cs call:gp_overseas("/login") ?>
<div class="weui-cells weui-cells_form"><?cs
call:gp_field("Who", Form.Who, "text", Text.Login.Who, Text.Login.WhoHint, "username", "", "40") ?><?cs
call:gp_secret("Password", Form.Password, Text.Password.Password, "", "current-password", "128") ?>
</div><?cs
call:gp_submit(Text.Login.Submit) ?>
</form>
<p class="gp-note gp-center"><a class="gp-tap" href="/reset"><?cs var:Text.Login.Forgot ?></a> <a class="gp-tap" href="/register"><?cs var:Text.Login.Register ?></a></p>
<p class="gp-note gp-center"><?cs var:Text.Login.Default ?> <a class="gp-tap" href="/activate"><?cs var:Text.Login.Activate ?></a></p>
<?cs include:"layout/bottom.cs" ?>
