<?cs # What students say is wrong, of a campaign.
  Reads Campaign.*, Campaigns.*, Departments.* (layout/desk.cs), List.<i>.{Id,
  No,Name,Department,Message,State,At,By}, Filter.{Open,Department,After,Next}.
?><?cs set:Page.Title = Text.Correct.Nav ?><?cs include:"layout/admin.cs" ?><?cs include:"layout/desk.cs" ?><?cs include:"layout/correct_words.cs" ?><?cs set:Here = "/admin/corrections?campaign=" + Campaign.Token + "&department=" + Filter.Department ?>
<h1><?cs var:Text.Correct.Nav ?></h1>
<?cs call:gp_desk("/admin/corrections", 1) ?>
<p class="ga-tools"><a class="ga-button<?cs if:Filter.Open ?> ga-button_primary<?cs /if ?>" href="<?cs var:Here ?>"<?cs if:Filter.Open ?> aria-current="true"<?cs /if ?>><?cs var:Text.Correct.ShowOpen ?></a> <a class="ga-button<?cs if:!Filter.Open ?> ga-button_primary<?cs /if ?>" href="<?cs var:Here ?>&amp;state=over"<?cs if:!Filter.Open ?> aria-current="true"<?cs /if ?>><?cs var:Text.Correct.ShowOver ?></a></p><?cs if:List.0.Id ?>
<div class="ga-scroll" role="region" tabindex="0" aria-label="<?cs var:Text.Correct.Nav ?>"><table class="ga-table">
<thead><tr><th scope="col"><?cs var:Text.Review.Number ?></th><th scope="col"><?cs var:Text.Review.Name ?></th><th scope="col"><?cs var:Text.Desk.Department ?></th><th scope="col"><?cs var:Text.Correct.Message ?></th><th scope="col"><?cs var:Text.Correct.At ?></th><th scope="col"><?cs var:Text.Correct.State ?></th></tr></thead>
<tbody><?cs each:x = List ?>
<tr><td class="ga-short"><a href="/admin/corrections/<?cs var:x.Id ?>"><?cs var:x.No ?></a></td><th class="ga-short" scope="row"><?cs var:x.Name ?></th><td><?cs var:x.Department ?></td><td><?cs var:x.Message ?></td><td class="ga-short"><?cs var:x.At ?></td><td class="ga-short"><?cs call:gp_correct_state(x.State) ?> <?cs var:x.By ?></td></tr><?cs /each ?>
</tbody>
</table></div>
<p class="ga-pages"><?cs if:Filter.After ?><a href="<?cs var:Here ?><?cs if:!Filter.Open ?>&amp;state=over<?cs /if ?>"><?cs var:Text.Review.FirstPage ?></a><?cs /if ?><?cs if:Filter.Next ?> <a href="<?cs var:Here ?><?cs if:!Filter.Open ?>&amp;state=over<?cs /if ?>&amp;after=<?cs var:Filter.Next ?>"><?cs var:Text.Review.NextPage ?></a><?cs /if ?></p><?cs else ?>
<p class="gp-note"><?cs var:Text.Correct.None ?></p><?cs /if ?>
<?cs include:"layout/admin_end.cs" ?>
