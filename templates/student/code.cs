<?cs # The page for an SMS code, of four flows.
  Reads Code.Title, Where, Phone, Action, Start, Wait (seconds), Minutes,
  State (what became of the message; none where that is not told), StateOver
  (it will not change), StateBad;
  Form.Code.
?><?cs set:Page.Title = Code.Title ?><?cs set:Page.Script = "code" ?><?cs include:"layout/top.cs" ?><?cs include:"layout/form.cs" ?>
<h1><?cs var:Code.Title ?></h1>
<p class="gp-lead"><?cs var:Code.Where ?><?cs if:Code.Phone ?> <strong class="gp-nowrap"><?cs var:Code.Phone ?></strong><?cs /if ?></p><?cs if:Code.State ?>
<p class="<?cs if:Code.StateBad ?>gp-error<?cs else ?>gp-note<?cs /if ?>" id="code-state" role="status"<?cs if:!Code.StateOver ?> data-state="<?cs var:url_validate(Code.Action) ?>/state"<?cs /if ?>><?cs var:Code.State ?></p><?cs if:!Code.StateOver ?>
<noscript><p class="gp-note"><a class="gp-inline" href="<?cs var:url_validate(Code.Action) ?>"><?cs var:Text.Code.CheckState ?></a></p></noscript><?cs /if ?><?cs /if ?>
<form method="post" action="<?cs var:url_validate(Code.Action) ?>" novalidate><?cs call:gp_form_start() ?>
<div class="weui-cells weui-cells_form gp-code"><?cs
call:gp_field("Code", Form.Code, "text", Text.Code.Code, "", "one-time-code", "numeric", "8") ?>
</div>
<p class="gp-note"><?cs var:Text.Code.Life1 ?> <?cs var:Code.Minutes ?> <?cs var:Text.Code.Life2 ?></p><?cs
call:gp_submit(Text.Code.Submit) ?>
</form>
<form class="gp-again" method="post" action="<?cs var:url_validate(Code.Action) ?>/resend">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<button class="weui-btn weui-btn_default" type="submit" data-wait="<?cs var:Code.Wait ?>"><?cs var:Text.Code.Resend ?></button>
<p class="gp-note gp-center"><?cs var:Text.Code.ResendHint ?></p>
</form><?cs if:Page.Demo ?>
<p class="gp-note gp-center"><?cs var:Text.Code.Demo ?></p><?cs /if ?>
<p class="gp-note gp-center"><a class="gp-tap" href="<?cs var:url_validate(Code.Start) ?>"><?cs var:Text.Code.Change ?></a></p>
<?cs include:"layout/bottom.cs" ?>
