<?cs # A finished collection on one page, to show or to print.
  Reads Card.Token, .School, .Campaign, .StateText, .At, .Now, .Name,
  .StudentNo, .Department, .Photo, .Words.
?><?cs set:Page.Title = Text.Card.Title ?><?cs set:Page.Script = "card" ?><?cs set:Page.Back = "/collections/" + Card.Token ?><?cs include:"layout/top.cs" ?><?cs

def:line(label, value) ?>
<div><dt><?cs var:label ?></dt><dd><?cs var:value ?></dd></div><?cs /def ?>
<article class="gp-card gp-pass">
<p class="gp-pass__school"><?cs var:Card.School ?></p>
<h1><?cs var:Text.Card.Title ?></h1>
<p class="gp-lead"><?cs var:Card.Campaign ?></p><?cs if:Card.Photo ?>
<img class="gp-pass__photo" src="/collect/photo/<?cs var:Card.Photo ?>/result" alt="<?cs var:Text.Money.PhotoAlt ?>" width="180" height="240"><?cs else ?>
<p class="gp-note"><?cs var:Text.Money.PhotoRemoved ?></p><?cs /if ?>
<p class="gp-pass__name"><?cs var:Card.Name ?></p>
<p class="gp-pass__state gp-state"><?cs var:Card.StateText ?></p>
<dl class="gp-rows"><?cs
call:line(Text.Money.InfoStudentNo, Card.StudentNo) ?><?cs
call:line(Text.Money.InfoDepartment, Card.Department) ?><?cs
call:line(Text.Money.SubmittedAt, Card.At) ?><?cs if:Card.Words ?>
<div><dt><?cs var:Text.Card.Words ?></dt><dd class="gp-pass__words"><?cs var:Card.Words ?></dd></div><?cs /if ?><?cs
call:line(Text.Card.Now, Card.Now) ?>
</dl><?cs if:Card.Words ?>
<p class="gp-note"><?cs var:Text.Card.WordsNote ?></p><?cs /if ?>
</article>
<p class="gp-actions gp-screen"><button class="weui-btn weui-btn_primary" id="print" type="button" hidden><?cs var:Text.Card.Print ?></button>
<a class="weui-btn weui-btn_default" href="/collections/<?cs var:Card.Token ?>"><?cs var:Text.Card.Back ?></a></p>
<?cs include:"layout/bottom.cs" ?>
