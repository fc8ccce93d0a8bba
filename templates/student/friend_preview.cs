<?cs # The shot on the friend's phone: what it became, what to do better.
  Reads Photo.{Token,Verdict,Result}, Rules.<i>.{Name,Hint},
  Friend.Version, Page.Csrf.
?><?cs set:Page.Title = Text.Friend.ResultTitle ?><?cs set:Page.Script = "friend" ?><?cs include:"layout/top.cs" ?>
<h1><?cs var:Text.Friend.ResultTitle ?></h1><?cs
if:Photo.Verdict == "fail" ?>
<div class="gp-verdict gp-verdict_bad" role="status"><b><?cs var:Text.Friend.ResultFail ?></b><p><?cs var:Text.Friend.ResultFailText ?></p></div><?cs
else ?>
<div class="gp-verdict gp-verdict_good" role="status"><b><?cs var:Text.Friend.ResultGood ?></b><p><?cs var:Text.Friend.ResultGoodText ?></p></div><?cs /if ?>
<div class="gp-friend-shot" data-poll="/friend/state" data-version="<?cs var:Friend.Version ?>"><?cs if:Photo.Result ?>
<img src="/friend/shot/<?cs var:Photo.Token ?>" alt="<?cs var:Text.Friend.ShotAlt ?>" width="180" height="240"><?cs /if ?><?cs
if:Rules.0.Hint ?>
<ul class="gp-list"><?cs each:item = Rules ?><?cs if:item.Hint ?>
<li><b><?cs var:item.Name ?></b> <?cs var:item.Hint ?></li><?cs /if ?><?cs /each ?>
</ul><?cs /if ?>
</div>
<div class="gp-actions">
<a class="weui-btn <?cs if:Photo.Verdict == "fail" ?>weui-btn_primary<?cs else ?>weui-btn_default<?cs /if ?>" href="/friend/camera"><?cs var:Text.Friend.Another ?></a>
<form method="post" action="/friend/done">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<button class="weui-btn <?cs if:Photo.Verdict == "fail" ?>weui-btn_default<?cs else ?>weui-btn_primary<?cs /if ?>" type="submit"><?cs var:Text.Friend.Finish ?></button>
</form>
</div>
<?cs include:"layout/bottom.cs" ?>
