<?cs # The declaration of a covered head.
  gp_cover(photo): photo is the token of the shot it is made at, or "".
  Reads Collect.HeadCover, Page.Csrf.
?><?cs def:gp_cover_form(photo, on) ?>
<form method="post" action="/collect/head-cover">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>"><?cs if:photo ?>
<input type="hidden" name="Photo" value="<?cs var:photo ?>"><?cs /if ?>
<p class="gp-actions"><button class="weui-btn weui-btn_default" type="submit" name="On" value="<?cs var:on ?>"><?cs if:on == "1" ?><?cs var:Text.Cover.Declare ?><?cs else ?><?cs var:Text.Cover.Withdraw ?><?cs /if ?></button></p>
</form><?cs /def ?><?cs

def:gp_cover(photo) ?>
<details class="gp-card gp-more" id="cover"<?cs if:photo || Collect.HeadCover ?> open<?cs /if ?>>
<summary><?cs var:Text.Cover.Title ?></summary><?cs if:Collect.HeadCover ?>
<p><b><?cs var:Text.Cover.Declared ?></b><?cs if:photo ?> <?cs var:Text.Cover.Again ?><?cs /if ?></p><?cs call:gp_cover_form(photo, "0") ?><?cs else ?>
<p><?cs var:Text.Cover.Text ?></p>
<p class="gp-note"><?cs var:Text.Cover.Private ?></p><?cs call:gp_cover_form(photo, "1") ?><?cs /if ?>
</details><?cs /def ?>
