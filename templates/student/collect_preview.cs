<?cs # The finished photo with its ruler, and what to change.
  Reads Photo.{Token,Verdict,Shown,Result,Good}, Preview.{Earlier,Shots},
  Shots.<i>.{Token,Shown,Chosen}, Report.{Width,Height,Bytes,Dpi,Other,Cover},
  Rules.<i>.{Group,Name,Value,Range,Verdict,Hint,Ruler,Other,Bar,BarFrom,
  BarWidth,BarAt}, Ruler.* (ruler.h), Remark.*, Form.* (layout/remark.cs),
  Collect.{HeadCover,Department}, Page.Csrf.
?><?cs set:Page.Title = Text.Collect.PreviewTitle ?><?cs set:Page.Script = "preview" ?><?cs include:"layout/top.cs" ?><?cs include:"layout/form.cs" ?><?cs include:"layout/ruler.cs" ?><?cs include:"layout/remark.cs" ?><?cs include:"layout/cover.cs" ?><?cs include:"layout/steps.cs" ?><?cs

def:rule(rule) ?>
<li class="gp-rule gp-rule_<?cs var:rule.Verdict ?>">
<?cs if:rule.Hint ?><svg class="gp-rule__drawing" viewBox="0 0 64 64" aria-hidden="true"><use href="<?cs var:Static ?>/rules.svg#<?cs var:rule.Group ?>"></use></svg><?cs /if ?><p class="gp-rule__head"><b><?cs var:rule.Name ?></b> <span class="gp-tag gp-tag_<?cs if:rule.Verdict == "fail" ?>bad<?cs elif:rule.Verdict == "warn" ?>warn<?cs else ?>good<?cs /if ?>"><?cs if:rule.Verdict == "fail" ?><?cs var:Text.Collect.VerdictFail ?><?cs elif:rule.Verdict == "warn" ?><?cs var:Text.Collect.VerdictWarn ?><?cs else ?><?cs var:Text.Collect.VerdictPass ?><?cs /if ?></span></p><?cs if:rule.Hint ?>
<p class="gp-rule__hint"><?cs var:rule.Hint ?></p><?cs /if ?><?cs if:rule.Bar ?>
<svg class="gp-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="gp-bar__all" x="0" y="2" width="100" height="2"></rect><rect class="gp-bar__ok" x="<?cs var:rule.BarFrom ?>" y="1.5" width="<?cs var:rule.BarWidth ?>" height="3"></rect><rect class="gp-bar__at" x="<?cs var:rule.BarAt ?>" y="0" width="1.4" height="6"></rect></svg><?cs /if ?><?cs if:rule.Range ?>
<p class="gp-rule__numbers"><?cs var:Text.Collect.PreviewValue ?> <b><?cs var:rule.Value ?></b> · <?cs var:Text.Collect.PreviewRange ?> <?cs var:rule.Range ?></p><?cs /if ?>
</li><?cs /def ?>
<h1><?cs var:Text.Collect.PreviewTitle ?></h1><?cs

if:Photo.Verdict == "pass" ?>
<div class="gp-verdict gp-verdict_good" role="status"><b><?cs var:Text.Collect.PreviewPass ?></b><p><?cs var:Text.Collect.PreviewPassText ?></p></div><?cs
elif:Photo.Verdict == "warn" ?>
<div class="gp-verdict gp-verdict_warn" role="status"><b><?cs var:Text.Collect.PreviewWarn ?></b><p><?cs var:Text.Collect.PreviewWarnText ?></p></div><?cs
else ?>
<div class="gp-verdict gp-verdict_bad" role="status"><b><?cs var:Text.Collect.PreviewFail ?></b><p><?cs var:Text.Collect.PreviewFailText ?></p></div><?cs /if ?>

<?cs call:gp_stage(Photo.Token, #1) ?><?cs

if:Rules.0.Hint ?>
<h2><?cs var:Text.Collect.PreviewRuler ?></h2>
<ul class="gp-rules"><?cs each:item = Rules ?><?cs if:item.Hint ?><?cs call:rule(item) ?><?cs /if ?><?cs /each ?>
</ul><?cs /if ?><?cs

if:Report.Cover ?><?cs call:gp_cover(Photo.Token) ?><?cs /if ?><?cs

if:Preview.Earlier ?>
<div class="gp-card">
<p><?cs var:Text.Collect.PreviewEarlier ?></p><?cs if:Preview.Shots ?><?cs each:shot = Shots ?><?cs if:shot.Chosen ?>
<p><a class="weui-btn weui-btn_default" href="/collect/preview?photo=<?cs var:shot.Token ?>"><?cs var:Text.Collect.PreviewEarlierGo ?></a></p><?cs /if ?><?cs /each ?><?cs /if ?>
</div><?cs /if ?>
<div class="gp-actions"><?cs if:Photo.Good ?>
<form method="post" action="/collect/preview">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<button class="weui-btn weui-btn_primary" type="submit" name="Photo" value="<?cs var:Photo.Token ?>"><?cs var:Text.Collect.PreviewUse ?></button>
</form>
<?cs if:Collect.Department ?><a class="weui-btn weui-btn_default" href="/collect/recent"><?cs var:Text.Recent.Other ?></a><?cs else ?><a class="weui-btn weui-btn_default" href="/collect/camera"><?cs var:Text.Collect.PreviewRetake ?></a>
<p class="gp-note"><?cs var:Text.Collect.PreviewLock ?></p><?cs /if ?><?cs elif:Collect.Department ?>
<a class="weui-btn weui-btn_primary" href="/collect/recent"><?cs var:Text.Recent.Other ?></a><?cs else ?>
<a class="weui-btn weui-btn_primary" href="/collect/camera"><?cs var:Text.Collect.PreviewRetake ?></a><?cs /if ?>
</div><?cs

if:Photo.Good ?><?cs if:Remark.At ?>
<div class="gp-card"><?cs call:gp_remark_text() ?>
</div><?cs /if ?><?cs call:gp_remark_form(Photo.Token) ?><?cs /if ?><?cs

if:Preview.Shots > #1 ?>
<h2><?cs var:Text.Collect.PreviewShots ?></h2>
<ul class="gp-shots"><?cs each:shot = Shots ?>
<li><a href="/collect/preview?photo=<?cs var:shot.Token ?>"<?cs if:shot.Shown ?> aria-current="true"<?cs /if ?>><img src="/collect/photo/<?cs var:shot.Token ?>/result" alt="<?cs var:Text.Collect.PreviewShot ?> <?cs name:shot ?><?cs if:shot.Shown ?> <?cs var:Text.Collect.PreviewShotShown ?><?cs /if ?>" width="72" height="96" loading="lazy"></a></li><?cs /each ?>
</ul><?cs /if ?>
<?cs if:Photo.Result ?><h2><?cs var:Text.Collect.PreviewStandard ?></h2>
<div class="gp-card"><?cs if:Report.Width ?>
<p class="gp-note"><?cs var:Text.Collect.PreviewOutput ?> <?cs var:Report.Width ?> × <?cs var:Report.Height ?>, <?cs var:Report.Dpi ?> dpi, <?cs var:Report.Bytes ?></p><?cs /if ?>
<ul class="gp-rules gp-rules_plain"><?cs each:item = Rules ?><?cs if:item.Ruler ?><?cs call:rule(item) ?><?cs /if ?><?cs /each ?>
</ul>
</div><?cs /if ?>
<?cs if:Report.Other ?>
<details class="gp-card gp-more">
<summary><?cs var:Text.Collect.PreviewAll ?></summary>
<p class="gp-note"><?cs var:Text.Collect.PreviewValue ?> · <?cs var:Text.Collect.PreviewRange ?></p>
<dl class="gp-rows"><?cs each:item = Rules ?><?cs if:item.Other ?>
<div><dt><?cs var:item.Name ?></dt><dd><?cs if:item.Range ?><b><?cs var:item.Value ?></b> · <?cs var:item.Range ?><?cs else ?><?cs var:Text.Collect.VerdictPass ?><?cs /if ?></dd></div><?cs /if ?><?cs /each ?>
</dl>
</details><?cs /if ?>
<?cs include:"layout/bottom.cs" ?>
