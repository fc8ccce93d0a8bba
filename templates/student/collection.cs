<?cs # One finished collection: information, photo, where it stands.
  Reads Collection.Token, .Campaign, .School, .StateText, .At, .Photo,
  .FileName, .Certificate, .Order, .Department, .Waits, .Again, .Why, .ToProve,
  .ProvedAt; Info.Name, .IdNo, .StudentNo, .Department,
  .Major; Remark.* (layout/remark.cs); Collect.HeadCover.
?><?cs set:Page.Title = Text.Money.CollectionTitle ?><?cs set:Page.Back = "/collections" ?><?cs include:"layout/top.cs" ?><?cs include:"layout/form.cs" ?><?cs include:"layout/remark.cs" ?><?cs

def:row(path, title, note) ?>
<a class="weui-cell weui-cell_access gp-row" href="/collections/<?cs var:Collection.Token ?>/<?cs var:path ?>"><span class="weui-cell__bd"><?cs var:title ?><span class="gp-row__note"><?cs var:note ?></span></span><span class="weui-cell__ft"></span></a><?cs /def ?>
<h1><?cs var:Text.Money.CollectionTitle ?></h1>
<p class="gp-lead"><?cs var:Collection.Campaign ?></p>
<section class="gp-card gp-bill"><?cs if:Collection.Photo ?>
<img class="gp-bill__photo gp-bill__photo_big" src="/collect/photo/<?cs var:Collection.Photo ?>/result" alt="<?cs var:Text.Money.PhotoAlt ?>" width="144" height="192"><?cs /if ?>
<div class="gp-bill__text">
<p class="gp-state<?cs if:Collection.Again ?> gp-state_bad<?cs /if ?>"><?cs var:Collection.StateText ?></p><?cs if:Collection.Why ?>
<p class="gp-note"><?cs var:Collection.Why ?></p><?cs /if ?>
<p class="gp-note"><?cs var:Text.Money.SubmittedAt ?> <?cs var:Collection.At ?></p><?cs if:Collection.ProvedAt ?>
<p class="gp-note"><?cs var:Text.Proof.At ?> <?cs var:Collection.ProvedAt ?></p><?cs /if ?><?cs if:Collection.Photo ?>
<p class="gp-note"><?cs var:Text.Money.PhotoSize ?></p><?cs else ?>
<p class="gp-note"><?cs var:Text.Money.PhotoRemoved ?></p><?cs /if ?>
</div>
</section><?cs if:Collection.ToProve ?>
<section class="gp-card">
<h2><?cs var:Text.Proof.Title ?></h2>
<p><?cs var:Text.Proof.Text ?></p>
<p class="gp-note"><?cs var:Text.Proof.Wrong ?></p>
</section><?cs /if ?><?cs if:Collection.Again ?>
<p class="gp-actions"><a class="weui-btn weui-btn_primary" href="/collect/identity"><?cs var:Text.Recent.Again ?></a></p><?cs /if ?><?cs if:Collection.Waits ?>
<form class="gp-card" method="post" action="/collections/<?cs var:Collection.Token ?>/take-back">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<p><?cs var:Text.Recent.WaitsText ?></p>
<p class="gp-actions"><button class="weui-btn weui-btn_default" type="submit"><?cs var:Text.Recent.TakeBack ?></button></p>
</form><?cs /if ?><?cs if:Collection.Photo ?>
<p class="gp-actions"><a class="weui-btn <?cs if:Collection.Again ?>weui-btn_default<?cs else ?>weui-btn_primary<?cs /if ?>" href="/collections/<?cs var:Collection.Token ?>/photo" download="<?cs var:Collection.FileName ?>"><?cs var:Text.Money.Download ?></a></p>
<p class="gp-note"><?cs var:Text.Keep.FileName ?> <?cs var:Collection.FileName ?><br><?cs var:Text.Keep.Wechat ?></p>
<nav class="weui-cells" aria-label="<?cs var:Text.Keep.Title ?>"><?cs
call:row("prints", Text.Keep.Prints, Text.Keep.PrintsNote) ?><?cs
call:row("card", Text.Keep.Card, Text.Keep.CardNote) ?><?cs if:Collection.Certificate ?><?cs
call:row("certificate", Text.Keep.Certificate, Text.Keep.CertificateNote) ?><?cs /if ?>
</nav><?cs /if ?><?cs if:Remark.At ?>
<section class="gp-card"><?cs call:gp_remark_text() ?>
</section><?cs /if ?>
<h2><?cs var:Text.Money.InfoTitle ?></h2>
<dl class="gp-card gp-rows">
<div><dt><?cs var:Text.Money.InfoName ?></dt><dd><?cs var:Info.Name ?></dd></div>
<div><dt><?cs var:Text.Money.InfoIdNo ?></dt><dd><?cs var:Info.IdNo ?></dd></div>
<div><dt><?cs var:Text.Money.InfoStudentNo ?></dt><dd><?cs var:Info.StudentNo ?></dd></div>
<div><dt><?cs var:Text.Money.InfoSchool ?></dt><dd><?cs var:Collection.School ?></dd></div>
<div><dt><?cs var:Text.Money.InfoDepartment ?></dt><dd><?cs var:Info.Department ?></dd></div><?cs if:Info.Major ?>
<div><dt><?cs var:Text.Money.InfoMajor ?></dt><dd><?cs var:Info.Major ?></dd></div><?cs /if ?><?cs if:Collect.HeadCover ?>
<div><dt><?cs var:Text.Keep.Declaration ?></dt><dd><?cs var:Text.Keep.HeadCover ?></dd></div><?cs /if ?>
</dl>
<p class="gp-note"><?cs var:Text.Money.NextSteps ?></p>
<p class="gp-note"><?cs if:Collection.Order ?><a class="gp-inline" href="/orders/<?cs var:Collection.Order ?>"><?cs var:Text.Money.SeeOrder ?></a> <?cs /if ?><a class="gp-inline" href="/collections"><?cs var:Text.Money.CollectionsTitle ?></a></p>
<?cs include:"layout/bottom.cs" ?>
