<?cs # What students are told, the latest first.
  Reads List.<i>.{Id,Title,For,From,Until,State}, Filter.{State,Before,Next}.
?><?cs set:Page.Title = Text.Announce.Nav ?><?cs include:"layout/admin.cs" ?><?cs include:"layout/announce_words.cs" ?><?cs
def:state(word, text) ?>
<option value="<?cs var:word ?>"<?cs if:Filter.State == word ?> selected<?cs /if ?>><?cs var:text ?></option><?cs /def ?>
<h1><?cs var:Text.Announce.Nav ?></h1>
<p class="gp-lead"><?cs var:Text.Announce.Lead ?></p>
<form class="ga-tools" method="get" action="/admin/announcements">
<p><label for="state"><?cs var:Text.Announce.State ?></label>
<select id="state" name="state"><option value=""><?cs var:Text.Announce.AllStates ?></option><?cs
call:state("open", Text.Announce.Open) ?><?cs
call:state("before", Text.Announce.Before) ?><?cs
call:state("over", Text.Announce.Over) ?>
</select></p>
<p><button class="ga-button" type="submit"><?cs var:Text.Announce.Filter ?></button></p>
<p><a class="ga-button ga-button_primary" href="/admin/announcements/new"><?cs var:Text.Announce.Add ?></a></p>
</form><?cs if:List.0.Id ?>
<div class="ga-scroll" role="region" tabindex="0" aria-label="<?cs var:Text.Announce.Nav ?>"><table class="ga-table">
<thead><tr><th scope="col"><?cs var:Text.Announce.Title ?></th><th scope="col"><?cs var:Text.Announce.For ?></th><th scope="col"><?cs var:Text.Announce.State ?></th><th scope="col"><?cs var:Text.Announce.From ?></th><th scope="col"><?cs var:Text.Announce.Until ?></th></tr></thead>
<tbody><?cs each:x = List ?>
<tr><th scope="row"><a href="/admin/announcements/<?cs var:x.Id ?>"><?cs var:x.Title ?></a></th><td><?cs var:x.For ?></td><td class="ga-short"><?cs call:gp_announce_state(x.State) ?></td><td class="ga-short"><?cs var:x.From ?></td><td class="ga-short"><?cs if:x.Until ?><?cs var:x.Until ?><?cs else ?><?cs var:Text.Announce.NoEnd ?><?cs /if ?></td></tr><?cs /each ?>
</tbody>
</table></div>
<p class="ga-pages"><?cs if:Filter.Before ?><a href="/admin/announcements?state=<?cs var:Filter.State ?>"><?cs var:Text.Announce.First ?></a><?cs /if ?><?cs if:Filter.Next ?> <a href="/admin/announcements?state=<?cs var:Filter.State ?>&amp;before=<?cs var:Filter.Next ?>"><?cs var:Text.Admin.Older ?></a><?cs /if ?></p><?cs else ?>
<p class="gp-note"><?cs var:Text.Announce.None ?></p><?cs /if ?>
<?cs include:"layout/admin_end.cs" ?>
