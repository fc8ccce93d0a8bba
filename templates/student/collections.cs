<?cs # What has been handed in.
  Reads Collections.N.Token, .Campaign, .School, .StateText, .At, .Photo.
?><?cs set:Page.Title = Text.Money.CollectionsTitle ?><?cs set:Page.Back = "/home" ?><?cs include:"layout/top.cs" ?>
<h1><?cs var:Text.Money.CollectionsTitle ?></h1><?cs if:subcount(Collections) == #0 ?>
<p class="gp-lead"><?cs var:Text.Money.CollectionsNone ?></p>
<p class="gp-actions"><a class="weui-btn weui-btn_primary" href="/home"><?cs var:Text.Common.Home ?></a></p><?cs else ?>
<ul class="weui-cells gp-entries"><?cs each:item = Collections ?>
<li><a class="gp-entry" href="/collections/<?cs var:item.Token ?>"><?cs if:item.Photo ?><img src="/collect/photo/<?cs var:item.Photo ?>/result" alt="" width="60" height="80"><?cs /if ?><span class="gp-entry__text"><strong><?cs var:item.Campaign ?></strong><span class="gp-note"><?cs var:item.School ?></span><span class="gp-note"><?cs var:item.At ?></span><span class="gp-state"><?cs var:item.StateText ?></span></span></a></li><?cs /each ?>
</ul><?cs /if ?>
<?cs include:"layout/bottom.cs" ?>
