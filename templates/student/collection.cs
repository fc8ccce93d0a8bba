<?cs # One finished collection: information, photo, where it stands.
  Reads Collection.Campaign, .School, .StateText, .At, .Photo, .FileName,
  .Order; Info.Name, .IdNo, .StudentNo, .Department, .Major.
?><?cs set:Page.Title = Text.Money.CollectionTitle ?><?cs include:"layout/top.cs" ?>
<h1><?cs var:Text.Money.CollectionTitle ?></h1>
<p class="gp-lead"><?cs var:Collection.Campaign ?></p>
<section class="gp-card gp-bill"><?cs if:Collection.Photo ?>
<img class="gp-bill__photo gp-bill__photo_big" src="/collect/photo/<?cs var:Collection.Photo ?>/result" alt="<?cs var:Text.Money.PhotoAlt ?>" width="144" height="192"><?cs /if ?>
<div class="gp-bill__text">
<p class="gp-state"><?cs var:Collection.StateText ?></p>
<p class="gp-note"><?cs var:Text.Money.SubmittedAt ?> <?cs var:Collection.At ?></p><?cs if:Collection.Photo ?>
<p class="gp-note"><?cs var:Text.Money.PhotoSize ?></p><?cs else ?>
<p class="gp-note"><?cs var:Text.Money.PhotoRemoved ?></p><?cs /if ?>
</div>
</section><?cs if:Collection.Photo ?>
<p class="gp-actions"><a class="weui-btn weui-btn_primary" href="/collect/photo/<?cs var:Collection.Photo ?>/result" download="<?cs var:Collection.FileName ?>"><?cs var:Text.Money.Download ?></a></p><?cs /if ?>
<h2><?cs var:Text.Money.InfoTitle ?></h2>
<dl class="gp-card gp-rows">
<div><dt><?cs var:Text.Money.InfoName ?></dt><dd><?cs var:Info.Name ?></dd></div>
<div><dt><?cs var:Text.Money.InfoIdNo ?></dt><dd><?cs var:Info.IdNo ?></dd></div>
<div><dt><?cs var:Text.Money.InfoStudentNo ?></dt><dd><?cs var:Info.StudentNo ?></dd></div>
<div><dt><?cs var:Text.Money.InfoSchool ?></dt><dd><?cs var:Collection.School ?></dd></div>
<div><dt><?cs var:Text.Money.InfoDepartment ?></dt><dd><?cs var:Info.Department ?></dd></div><?cs if:Info.Major ?>
<div><dt><?cs var:Text.Money.InfoMajor ?></dt><dd><?cs var:Info.Major ?></dd></div><?cs /if ?>
</dl>
<p class="gp-note"><?cs var:Text.Money.NextSteps ?></p>
<p class="gp-note"><?cs if:Collection.Order ?><a class="gp-inline" href="/orders/<?cs var:Collection.Order ?>"><?cs var:Text.Money.SeeOrder ?></a> <?cs /if ?><a class="gp-inline" href="/collections"><?cs var:Text.Money.CollectionsTitle ?></a></p>
<?cs include:"layout/bottom.cs" ?>
