<?cs # Prints of a finished photo on one paper: a drawing of it, and the files.
  Reads Sheet.{Collection,Photo,Width,Height,TileWidth,TileHeight,Turned,
  Count,Size,Paper}, Tiles.N.{X,Y}, Sizes.N.{Value,Name,Mm,Chosen},
  Papers.N.{Value,Name,Chosen}.
?><?cs set:Page.Title = Text.Sheet.Title ?><?cs set:Page.Back = "/collections/" + Sheet.Collection ?><?cs include:"layout/top.cs" ?><?cs

def:tile(t) ?>
<g transform="translate(<?cs var:t.X ?> <?cs var:t.Y ?>)<?cs if:Sheet.Turned ?> rotate(90)<?cs /if ?>"><svg width="<?cs var:Sheet.TileWidth ?>" height="<?cs var:Sheet.TileHeight ?>" viewBox="0 0 480 640" preserveAspectRatio="xMidYMin slice"><image href="/collect/photo/<?cs var:Sheet.Photo ?>/result" width="480" height="640"></image></svg></g><?cs /def ?>
<h1><?cs var:Text.Sheet.Title ?></h1>
<p class="gp-lead"><?cs var:Text.Sheet.Lead ?></p>
<form class="gp-sheet" method="get" action="/collections/<?cs var:Sheet.Collection ?>/prints">
<div class="weui-cells weui-cells_form">
<div class="gp-field"><div class="weui-cell"><div class="weui-cell__bd"><label class="weui-label gp-label_above" for="f-size"><?cs var:Text.Sheet.Size ?></label><select class="gp-select" id="f-size" name="size"><?cs each:s = Sizes ?>
<option value="<?cs var:s.Value ?>"<?cs if:s.Chosen ?> selected<?cs /if ?>><?cs var:s.Name ?> (<?cs var:s.Mm ?> mm)</option><?cs /each ?>
</select></div></div></div>
<div class="gp-field"><div class="weui-cell"><div class="weui-cell__bd"><label class="weui-label gp-label_above" for="f-paper"><?cs var:Text.Sheet.Paper ?></label><select class="gp-select" id="f-paper" name="paper"><?cs each:p = Papers ?>
<option value="<?cs var:p.Value ?>"<?cs if:p.Chosen ?> selected<?cs /if ?>><?cs var:p.Name ?></option><?cs /each ?>
</select></div></div></div>
</div>
<p class="gp-actions"><button class="weui-btn weui-btn_default" type="submit"><?cs var:Text.Sheet.Show ?></button></p>
</form>
<figure class="gp-sheet__paper">
<svg viewBox="0 0 <?cs var:Sheet.Width ?> <?cs var:Sheet.Height ?>" role="img" aria-label="<?cs var:Text.Sheet.Alt ?>"><rect class="gp-sheet__white" width="100%" height="100%"></rect><?cs each:t = Tiles ?><?cs call:tile(t) ?><?cs /each ?>
</svg>
<figcaption class="gp-note"><?cs var:Text.Sheet.Count1 ?> <b><?cs var:Sheet.Count ?></b> <?cs var:Text.Sheet.Count2 ?></figcaption>
</figure>
<p class="gp-actions"><a class="weui-btn weui-btn_primary" href="/collections/<?cs var:Sheet.Collection ?>/sheet.pdf?size=<?cs var:url_escape(Sheet.Size) ?>&amp;paper=<?cs var:url_escape(Sheet.Paper) ?>"><?cs var:Text.Sheet.Pdf ?></a>
<a class="weui-btn weui-btn_default" href="/collections/<?cs var:Sheet.Collection ?>/sheet.jpg?size=<?cs var:url_escape(Sheet.Size) ?>&amp;paper=<?cs var:url_escape(Sheet.Paper) ?>"><?cs var:Text.Sheet.Jpeg ?></a></p>
<p class="gp-note"><?cs var:Text.Sheet.True ?></p>
<p class="gp-note"><a class="gp-inline" href="/collections/<?cs var:Sheet.Collection ?>"><?cs var:Text.Card.Back ?></a></p>
<?cs include:"layout/bottom.cs" ?>
