<?cs # The last look before the photo goes to the department.
  Reads Photo.{Token,Verdict}, Info.{Name,StudentNo,School,Department},
  Page.Csrf.
?><?cs set:Page.Title = Text.Recent.SubmitTitle ?><?cs set:Page.Back = "/collect/preview" ?><?cs include:"layout/top.cs" ?><?cs include:"layout/steps.cs" ?>
<h1><?cs var:Text.Recent.SubmitTitle ?></h1>
<section class="gp-card gp-bill">
<img class="gp-bill__photo gp-bill__photo_big" src="/collect/photo/<?cs var:Photo.Token ?>/result" alt="<?cs var:Text.Money.PhotoAlt ?>" width="144" height="192">
<div class="gp-bill__text">
<p><b><?cs var:Info.Name ?></b></p>
<p><?cs var:Info.StudentNo ?></p>
<p class="gp-note"><?cs var:Info.School ?><br><?cs var:Info.Department ?></p>
</div>
</section><?cs if:Photo.Verdict == "warn" ?>
<p class="gp-note"><?cs var:Text.Recent.SubmitWarn ?></p><?cs /if ?>
<p><?cs var:Text.Recent.SubmitText ?></p>
<form method="post" action="/collect/submit">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<p class="gp-actions"><button class="weui-btn weui-btn_primary" type="submit"><?cs var:Text.Recent.Submit ?></button><a class="weui-btn weui-btn_default" href="/collect/recent"><?cs var:Text.Recent.Other ?></a></p>
</form>
<?cs include:"layout/bottom.cs" ?>
