<?cs # The manuals' rules as seven cards to swipe.
  Reads Collect.HeadCover, Collect.HasPhoto, Page.Csrf (layout/cover.cs).
?><?cs set:Page.Title = Text.Collect.GuideTitle ?><?cs set:Page.Script = "guide" ?><?cs set:Page.Back = "/collect/route" ?><?cs include:"layout/top.cs" ?><?cs include:"layout/cover.cs" ?><?cs include:"layout/steps.cs" ?><?cs

def:card(n, previous, next, title, text, alt) ?>
<li class="gp-tip" id="tip-<?cs var:n ?>">
<p class="gp-tip__count" aria-hidden="true"><?cs var:n ?> <?cs var:Text.Collect.GuideOf ?></p>
<img src="<?cs var:Static ?>/guide/<?cs var:n ?>.svg" alt="<?cs var:alt ?>" width="320" height="200"<?cs if:n > #2 ?> loading="lazy"<?cs /if ?>>
<h2 tabindex="-1"><?cs var:title ?></h2>
<p><?cs var:text ?></p><?cs if:n == #2 ?>
<p><a class="gp-link" href="/collect/friend"><?cs var:Text.Guide.Friend ?></a></p><?cs /if ?>
<p class="gp-tip__nav"><?cs if:previous ?><a class="gp-link" href="#tip-<?cs var:previous ?>"><?cs var:Text.Collect.GuidePrevious ?></a><?cs else ?><span></span><?cs /if ?><?cs if:next ?><a class="weui-btn weui-btn_default" href="#tip-<?cs var:next ?>"><?cs var:Text.Collect.GuideNext ?></a><?cs else ?><a class="weui-btn weui-btn_primary" href="/collect/camera"><?cs var:Text.Collect.GuideGo ?></a><?cs /if ?></p>
</li><?cs /def ?>
<h1><?cs var:Text.Collect.GuideTitle ?></h1>
<p class="gp-lead"><?cs var:Text.Collect.GuideLead ?></p>
<ol class="gp-tips" id="tips" tabindex="0" aria-label="<?cs var:Text.Collect.GuideCards ?>"><?cs
call:card(#1, #0, #2, Text.Guide.Card1, Text.Guide.Text1, Text.Guide.Alt1) ?><?cs
call:card(#2, #1, #3, Text.Guide.Card2, Text.Guide.Text2, Text.Guide.Alt2) ?><?cs
call:card(#3, #2, #4, Text.Guide.Card3, Text.Guide.Text3, Text.Guide.Alt3) ?><?cs
call:card(#4, #3, #5, Text.Guide.Card4, Text.Guide.Text4, Text.Guide.Alt4) ?><?cs
call:card(#5, #4, #6, Text.Guide.Card5, Text.Guide.Text5, Text.Guide.Alt5) ?><?cs
call:card(#6, #5, #7, Text.Guide.Card6, Text.Guide.Text6, Text.Guide.Alt6) ?><?cs
call:card(#7, #6, #0, Text.Guide.Card7, Text.Guide.Text7, Text.Guide.Alt7) ?>
</ol>
<p class="gp-actions"><a class="gp-link" href="/collect/camera"><?cs var:Text.Collect.GuideSkip ?></a><?cs if:Collect.HasPhoto ?><a class="gp-link" href="/collect/preview"><?cs var:Text.Collect.CameraEarlier ?></a><?cs /if ?></p><?cs
call:gp_cover("") ?>
<?cs include:"layout/bottom.cs" ?>
