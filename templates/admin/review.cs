<?cs # The wall: photos of a department in one state; those without a warning
  can be accepted together.
  Reads Place.*, Places.* (layout/place.cs), States.<i>.{Word,Text,Count,Now},
  Classes.<i>.{Key,Major,Class,Now}, Wall.{State,Waiting,Class,Clean,Q,Query,Next,First,
  Done,Tick}, Photos.<i>.{Token,No,Name,Class,Verdict,State,Result,Clean,
  Claimed}, Page.Csrf.
?><?cs set:Page.Title = Text.Review.WallTitle ?><?cs set:Page.Script = "wall" ?><?cs include:"layout/admin.cs" ?><?cs include:"layout/place.cs" ?><?cs

def:face(x) ?><?cs if:x.Result ?><img src="/admin/photos/<?cs var:x.Token ?>/result.jpg" alt="<?cs var:Text.Review.Open ?> <?cs var:x.Name ?>" width="120" height="160" loading="lazy"><?cs else ?><span class="ga-shot__none"><?cs var:Text.Review.NoPicture ?></span><?cs /if ?><?cs /def ?><?cs

def:hidden() ?>
<input type="hidden" name="place" value="<?cs var:Place.Key ?>">
<input type="hidden" name="class" value="<?cs var:Wall.Class ?>">
<input type="hidden" name="clean" value="<?cs var:Wall.Clean ?>"><?cs /def ?><?cs

def:clean(value, text) ?>
<option value="<?cs var:value ?>"<?cs if:Wall.Clean == value ?> selected<?cs /if ?>><?cs var:text ?></option><?cs /def ?>
<h1><?cs var:Text.Review.WallTitle ?></h1>
<?cs call:gp_place("/admin/review") ?><?cs if:Wall.Done == "0" ?>
<p class="gp-flash" role="status"><?cs var:Text.Review.DoneNone ?></p><?cs elif:Wall.Done ?>
<p class="gp-flash" role="status"><?cs var:Text.Review.Done1 ?> <?cs var:Wall.Done ?> <?cs var:Text.Review.Done2 ?></p><?cs /if ?>
<ul class="ga-tabs"><?cs each:x = States ?>
<li><a href="/admin/review?place=<?cs var:Place.Key ?>&amp;state=<?cs var:x.Word ?>"<?cs if:x.Now ?> aria-current="true"<?cs /if ?>><?cs var:x.Text ?> <b><?cs var:x.Count ?></b></a></li><?cs /each ?>
</ul>
<form class="ga-tools" method="get" action="/admin/review">
<input type="hidden" name="place" value="<?cs var:Place.Key ?>">
<input type="hidden" name="state" value="<?cs var:Wall.State ?>">
<p><label for="class"><?cs var:Text.Review.Class ?></label>
<select id="class" name="class"><option value=""><?cs var:Text.Review.AllClasses ?></option><?cs each:x = Classes ?>
<option value="<?cs var:x.Key ?>"<?cs if:x.Now ?> selected<?cs /if ?>><?cs if:x.Major ?><?cs var:x.Major ?><?cs else ?><?cs var:Text.Review.Unknown ?><?cs /if ?> · <?cs if:x.Class ?><?cs var:x.Class ?><?cs else ?><?cs var:Text.Review.Unknown ?><?cs /if ?></option><?cs /each ?>
</select></p>
<p><label for="clean"><?cs var:Text.Review.Check ?></label>
<select id="clean" name="clean"><?cs
call:clean("", Text.Review.CheckAll) ?><?cs
call:clean("1", Text.Review.CheckClean) ?><?cs
call:clean("0", Text.Review.CheckWarn) ?>
</select></p>
<p><label for="q"><?cs var:Text.Review.Search ?></label>
<input id="q" name="q" type="search" maxlength="60" value="<?cs var:Wall.Q ?>"></p>
<p><button class="ga-button" type="submit"><?cs var:Text.Review.Filter ?></button></p>
</form><?cs if:Photos.0.Token ?>
<form method="post" action="/admin/review/next" id="wall">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>"><?cs call:hidden() ?><?cs if:Wall.Waiting ?>
<p class="ga-tools"><button class="ga-button ga-button_primary" type="submit"><?cs var:Text.Review.Start ?></button>
<button class="ga-button" type="submit" formaction="/admin/review/accept"><?cs var:Text.Review.AcceptTicked ?></button>
<?cs if:Wall.Tick ?><a class="ga-button" href="/admin/review?<?cs var:Wall.Query ?>"><?cs var:Text.Review.TickNone ?></a><?cs else ?><a class="ga-button" id="tick" href="/admin/review?<?cs var:Wall.Query ?>&amp;tick=1"><?cs var:Text.Review.TickAll ?></a><?cs /if ?></p><?cs /if ?>
<ul class="ga-wall"><?cs each:x = Photos ?>
<li class="ga-shot"><?cs if:Wall.Waiting && !x.Claimed ?>
<button class="ga-shot__open" type="submit" formaction="/admin/review/<?cs var:x.Token ?>/take"><?cs call:face(x) ?></button><?cs else ?>
<a class="ga-shot__open" href="/admin/review/<?cs var:x.Token ?>"><?cs call:face(x) ?></a><?cs /if ?>
<p class="ga-shot__who"><?cs if:Wall.Waiting && x.Clean && !x.Claimed ?><label><input type="checkbox" name="Photo" value="<?cs var:x.Token ?>"<?cs if:Wall.Tick ?> checked<?cs /if ?>> <?cs var:x.Name ?></label><?cs else ?><?cs var:x.Name ?><?cs /if ?></p>
<p class="ga-shot__no"><?cs var:x.No ?></p>
<p><?cs if:x.Claimed ?><span class="ga-tag"><?cs var:Text.Review.ClaimedBy ?> <?cs var:x.Claimed ?></span><?cs elif:x.State == "returned" ?><span class="ga-tag ga-tag_bad"><?cs var:Text.Review.State.returned ?></span><?cs elif:x.State == "accepted" ?><span class="ga-tag ga-tag_good"><?cs var:Text.Review.State.accepted ?></span><?cs elif:x.Clean ?><span class="ga-tag ga-tag_good"><?cs var:Text.Review.Clean ?></span><?cs else ?><span class="ga-tag ga-tag_warn"><?cs var:Text.Review.Warn ?></span><?cs /if ?></p>
</li><?cs /each ?>
</ul>
</form>
<p class="ga-pages"><?cs if:Wall.First ?><a href="/admin/review?<?cs var:Wall.Query ?>"><?cs var:Text.Review.FirstPage ?></a><?cs /if ?><?cs if:Wall.Next ?> <a href="/admin/review?<?cs var:Wall.Query ?>&amp;after=<?cs var:Wall.Next ?>"><?cs var:Text.Review.NextPage ?></a><?cs /if ?></p><?cs else ?>
<p><?cs var:Text.Review.WallEmpty ?></p><?cs /if ?>
<?cs include:"layout/admin_end.cs" ?>
