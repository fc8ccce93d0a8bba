<?cs # The friend has opened the address of a hand-off.
  Reads Friend.Token, Page.Csrf.
?><?cs set:Page.Title = Text.Friend.HelpTitle ?><?cs include:"layout/top.cs" ?>
<h1><?cs var:Text.Friend.HelpTitle ?></h1>
<p class="gp-lead"><?cs var:Text.Friend.HelpLead ?></p>
<ul class="gp-list">
<li><?cs var:Text.Friend.Help1 ?></li>
<li><?cs var:Text.Friend.Help2 ?></li>
<li><?cs var:Text.Friend.Help3 ?></li>
</ul>
<form class="gp-actions" method="post" action="/friend/<?cs var:Friend.Token ?>">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<button class="weui-btn weui-btn_primary" type="submit"><?cs var:Text.Friend.HelpGo ?></button>
</form>
<p class="gp-note"><?cs var:Text.Friend.HelpPrivate ?></p>
<?cs include:"layout/bottom.cs" ?>
