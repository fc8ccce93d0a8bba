<?cs # A copy of my data: what is in it.
?><?cs set:Page.Title = Text.Me.Data ?><?cs include:"layout/top.cs" ?>
<h1><?cs var:Text.Me.Data ?></h1>
<p class="gp-lead"><?cs var:Text.Data.Lead ?></p>
<ul class="gp-list">
<li><?cs var:Text.Data.Has1 ?></li>
<li><?cs var:Text.Data.Has2 ?></li>
<li><?cs var:Text.Data.Has3 ?></li>
<li><?cs var:Text.Data.Has4 ?></li>
</ul>
<p class="gp-note"><?cs var:Text.Data.Careful ?></p>
<p class="gp-actions"><a class="weui-btn weui-btn_primary" href="/me/data/file" download="my-data.json"><?cs var:Text.Data.Download ?></a>
<a class="weui-btn weui-btn_default" href="/collections"><?cs var:Text.Data.Photos ?></a></p>
<p class="gp-note gp-center"><a class="gp-tap" href="/me"><?cs var:Text.Common.Back ?></a></p>
<?cs include:"layout/bottom.cs" ?>
