<?cs # The student hands the camera to a friend's phone.
  Reads Friend.{State,Version,Left,Time,Host,Code}, Qr.{Path,Side},
  Shot.{Token,Verdict,Result}, Page.Csrf. static/friend.js asks for news.
?><?cs set:Page.Title = Text.Friend.Title ?><?cs set:Page.Script = "friend" ?><?cs include:"layout/top.cs" ?><?cs include:"layout/steps.cs" ?><?cs

def:action(value, label, look) ?>
<form method="post" action="/collect/friend">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<button class="weui-btn weui-btn_<?cs var:look ?>" type="submit" name="Action" value="<?cs var:value ?>"><?cs var:label ?></button>
</form><?cs /def ?>
<h1><?cs var:Text.Friend.Title ?></h1>
<div data-poll="/collect/friend/state" data-version="<?cs var:Friend.Version ?>"><?cs
if:Friend.State == "waiting" ?>
<p class="gp-lead"><?cs var:Text.Friend.ScanLead ?></p>
<div class="gp-card gp-qr">
<svg viewBox="0 0 <?cs var:Qr.Side ?> <?cs var:Qr.Side ?>" role="img" aria-label="<?cs var:Text.Friend.QrAlt ?>" shape-rendering="crispEdges"><path d="<?cs var:Qr.Path ?>"></path></svg>
<p class="gp-qr__or"><?cs var:Text.Friend.OrType ?><br><b><?cs var:Friend.Host ?></b><br><?cs var:Text.Friend.OrCode ?></p>
<p class="gp-qr__code"><?cs var:Friend.Code ?></p>
<p class="gp-note"><?cs var:Text.Friend.Left ?> <b data-expires="<?cs var:Friend.Left ?>"><?cs var:Friend.Time ?></b></p>
</div>
<p class="gp-note" role="status"><?cs var:Text.Friend.Waiting ?></p>
<div class="gp-actions"><?cs call:action("end", Text.Friend.Stop, "default") ?></div><?cs
elif:Friend.State == "bound" ?>
<div class="gp-verdict gp-verdict_good" role="status"><b><?cs var:Text.Friend.BoundTitle ?></b><p><?cs if:Shot.Token ?><?cs var:Text.Friend.BoundMore ?><?cs else ?><?cs var:Text.Friend.BoundText ?><?cs /if ?></p></div>
<p class="gp-note"><?cs var:Text.Friend.Left ?> <b data-expires="<?cs var:Friend.Left ?>"><?cs var:Friend.Time ?></b></p><?cs
elif:Friend.State == "done" ?>
<div class="gp-verdict gp-verdict_good" role="status"><b><?cs var:Text.Friend.DoneTitle ?></b><p><?cs var:Text.Friend.DoneText ?></p></div><?cs
elif:Friend.State == "expired" ?>
<div class="gp-verdict gp-verdict_warn" role="status"><b><?cs var:Text.Friend.ExpiredTitle ?></b><p><?cs var:Text.Friend.ExpiredText ?></p></div><?cs
else ?>
<p class="gp-lead"><?cs var:Text.Friend.Lead ?></p>
<ul class="gp-list">
<li><?cs var:Text.Friend.Point1 ?></li>
<li><?cs var:Text.Friend.Point2 ?></li>
<li><?cs var:Text.Friend.Point3 ?></li>
</ul>
<div class="gp-actions"><?cs call:action("new", Text.Friend.Start, "primary") ?></div><?cs /if ?><?cs

if:Shot.Token ?>
<div class="gp-card gp-friend-shot"><?cs if:Shot.Result ?>
<a href="/collect/preview?photo=<?cs var:Shot.Token ?>"><img src="/collect/photo/<?cs var:Shot.Token ?>/result" alt="<?cs var:Text.Friend.ShotAlt ?>" width="120" height="160"></a><?cs /if ?>
<p><b><?cs if:Shot.Verdict == "fail" ?><?cs var:Text.Friend.ShotFail ?><?cs else ?><?cs var:Text.Friend.ShotGood ?><?cs /if ?></b></p>
<p><a class="weui-btn <?cs if:Shot.Verdict == "fail" ?>weui-btn_default<?cs else ?>weui-btn_primary<?cs /if ?>" href="/collect/preview?photo=<?cs var:Shot.Token ?>"><?cs var:Text.Friend.ShotLook ?></a></p>
</div><?cs /if ?><?cs

if:Friend.State == "bound" ?>
<div class="gp-actions gp-actions_two"><?cs call:action("more", Text.Friend.More, "default") ?><?cs call:action("end", Text.Friend.Stop, "default") ?></div><?cs
elif:Friend.State == "expired" ?>
<div class="gp-actions"><?cs call:action("more", Text.Friend.More, "primary") ?><?cs call:action("new", Text.Friend.New, "default") ?></div><?cs
elif:Friend.State == "done" ?>
<div class="gp-actions"><?cs call:action("new", Text.Friend.New, "default") ?></div><?cs /if ?>
</div>
<p class="gp-actions"><a class="gp-link" href="/collect/camera"><?cs var:Text.Friend.Myself ?></a></p>
<?cs include:"layout/bottom.cs" ?>
