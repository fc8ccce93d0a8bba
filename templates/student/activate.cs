<?cs # The default password of a roster account, once.
  Reads Form.Type, Number, Last, Name, StudentNo, Error; Activate.NoMatch,
  Wait (seconds); Campaign.School, Contact.
?><?cs set:Page.Title = Text.Activate.Title ?><?cs set:Page.Back = "/" ?><?cs include:"layout/top.cs" ?><?cs include:"layout/form.cs" ?><?cs include:"layout/person.cs" ?>
<h1><?cs var:Text.Activate.Title ?></h1>
<p class="gp-lead"><?cs var:Text.Activate.Lead ?></p>
<form method="post" action="/activate" novalidate><?cs call:gp_form_start() ?><?cs if:Activate.Wait ?>
<p class="gp-note"><?cs var:Text.Login.Wait1 ?> <?cs var:Activate.Wait ?> <?cs var:Text.Login.Wait2 ?></p><?cs /if ?><?cs if:Activate.NoMatch ?>
<ul class="gp-list">
<li><?cs var:Text.Activate.NoMatch1 ?></li>
<li><?cs var:Text.Activate.NoMatch2 ?> <br><a class="gp-tap" href="/login"><?cs var:Text.Register.ToLogin ?></a> <a class="gp-tap" href="/reset"><?cs var:Text.Register.ToReset ?></a></li>
<li><?cs var:Text.Activate.NoMatch3 ?><?cs if:Campaign.Contact ?> <?cs var:Campaign.School ?>: <?cs var:Campaign.Contact ?><?cs else ?> <a class="gp-tap" href="/help"><?cs var:Text.Register.ToHelp ?></a><?cs /if ?></li>
</ul><?cs /if ?>
<?cs call:gp_id_type() ?>
<div class="weui-cells weui-cells_form"><?cs
call:gp_field("Number", Form.Number, "text", Text.Person.Number, "", "off", "", "40") ?><?cs
call:gp_secret("Last", Form.Last, Text.Activate.Last, Text.Activate.LastHint, "off", "20") ?><?cs
call:gp_field("Name", Form.Name, "text", Text.Person.Name, "", "name", "", "120") ?><?cs
call:gp_field("StudentNo", Form.StudentNo, "text", Text.Activate.StudentNo, Text.Activate.StudentNoHint, "off", "", "32") ?>
</div><?cs
call:gp_submit(Text.Activate.Submit) ?>
</form>
<?cs include:"layout/bottom.cs" ?>
