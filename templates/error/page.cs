<?cs # What went wrong, and what to do now.
  Reads Error.Status, Error.Title, Error.Message, Page.RequestId,
  User.LoggedIn.
?><?cs set:Page.Title = Error.Title ?><?cs include:"layout/top.cs" ?>
<div class="weui-msg gp-msg">
<div class="weui-msg__icon-area"><i class="weui-icon-warn weui-icon_msg" aria-hidden="true"></i></div>
<div class="weui-msg__text-area">
<h1 class="weui-msg__title"><?cs var:Error.Title ?></h1>
<p class="weui-msg__desc"><?cs var:Error.Message ?></p>
</div>
<p class="gp-actions"><?cs if:User.LoggedIn ?><a class="weui-btn weui-btn_primary" href="/home"><?cs var:Text.Common.Home ?></a><?cs else ?><a class="weui-btn weui-btn_primary" href="/"><?cs var:Text.Common.Entry ?></a><?cs /if ?></p>
<p class="gp-note"><?cs var:Text.Error.RequestId ?> <code><?cs var:Page.RequestId ?></code></p>
</div>
<?cs include:"layout/bottom.cs" ?>
