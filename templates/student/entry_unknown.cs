<?cs # A poster's address that no campaign has: 404, and what to do.
?><?cs set:Page.Title = Text.Entry.UnknownTitle ?><?cs include:"layout/top.cs" ?>
<h1><?cs var:Text.Entry.UnknownTitle ?></h1>
<p class="gp-lead"><?cs var:Text.Entry.UnknownLead ?></p>
<ul class="gp-list">
<li><?cs var:Text.Entry.Unknown1 ?></li>
<li><?cs var:Text.Entry.Unknown2 ?></li>
<li><?cs var:Text.Entry.Unknown3 ?></li>
</ul>
<p class="gp-actions"><a class="weui-btn weui-btn_primary" href="/"><?cs var:Text.Entry.UnknownEntry ?></a>
<a class="weui-btn weui-btn_default" href="/login"><?cs var:Text.Entry.Login ?></a></p>
<?cs include:"layout/bottom.cs" ?>
