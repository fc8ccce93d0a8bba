<?cs # The graduates of a campaign.
  Reads Campaign.*, Campaigns.* (layout/desk.cs), Departments.<i>.{Id,Name,Now},
  Majors.<i>.{Name,Now}, Classes.<i>.{Name,Now}, Stages.<i>.{Key,Text,Now},
  List.{All,Q,Sort,Query,Next,First}, Students.<i>.{Id,No,Name,Sex,Department,
  Major,Class,Stage,StageText,Held}.
?><?cs set:Page.Title = Text.Graduate.Title ?><?cs set:Page.Back = "/admin/roster?campaign=" + Campaign.Token ?><?cs include:"layout/admin.cs" ?><?cs include:"layout/desk.cs" ?><?cs

def:head(sort, text) ?><th scope="col"<?cs if:List.Sort == sort ?> aria-sort="ascending"<?cs /if ?>><a href="/admin/roster/list?<?cs var:List.Query ?>&amp;sort=<?cs var:sort ?>"><?cs var:text ?></a></th><?cs /def ?>
<h1><?cs var:Text.Graduate.Title ?></h1>
<?cs call:gp_desk("/admin/roster/list", #0) ?>
<form class="ga-tools" method="get" action="/admin/roster/list">
<input type="hidden" name="campaign" value="<?cs var:Campaign.Token ?>">
<input type="hidden" name="sort" value="<?cs var:List.Sort ?>">
<p><label for="department"><?cs var:Text.Desk.Department ?></label>
<select id="department" name="department"><option value=""><?cs var:Text.Desk.All ?></option><?cs each:x = Departments ?>
<option value="<?cs var:x.Id ?>"<?cs if:x.Now ?> selected<?cs /if ?>><?cs var:x.Name ?></option><?cs /each ?>
</select></p><?cs if:Majors.0.Name ?>
<p><label for="major"><?cs var:Text.Review.Major ?></label>
<select id="major" name="major"><option value=""><?cs var:Text.Graduate.AllMajors ?></option><?cs each:x = Majors ?>
<option value="<?cs var:x.Name ?>"<?cs if:x.Now ?> selected<?cs /if ?>><?cs var:x.Name ?></option><?cs /each ?>
</select></p><?cs /if ?><?cs if:Classes.0.Name ?>
<p><label for="class"><?cs var:Text.Review.Class ?></label>
<select id="class" name="class"><option value=""><?cs var:Text.Review.AllClasses ?></option><?cs each:x = Classes ?>
<option value="<?cs var:x.Name ?>"<?cs if:x.Now ?> selected<?cs /if ?>><?cs var:x.Name ?></option><?cs /each ?>
</select></p><?cs /if ?>
<p><label for="stage"><?cs var:Text.Review.StageTitle ?></label>
<select id="stage" name="stage"><option value=""><?cs var:Text.Review.AllStages ?></option><?cs each:x = Stages ?>
<option value="<?cs var:x.Key ?>"<?cs if:x.Now ?> selected<?cs /if ?>><?cs var:x.Text ?></option><?cs /each ?>
</select></p>
<p><label for="q"><?cs var:Text.Graduate.Search ?></label>
<input id="q" name="q" type="search" maxlength="60" value="<?cs var:List.Q ?>"></p>
<p><button class="ga-button" type="submit"><?cs var:Text.Review.Filter ?></button></p>
</form>
<p><b><?cs var:List.All ?></b> <?cs var:Text.Graduate.Count ?></p><?cs if:Students.0.No ?>
<p class="ga-tools"><a class="ga-button" href="/admin/roster/list.csv?<?cs var:List.Query ?>&amp;sort=<?cs var:List.Sort ?>" download><?cs var:Text.Graduate.Csv ?></a></p>
<div class="ga-scroll" tabindex="0" role="group" aria-label="<?cs var:Text.Graduate.Title ?>">
<table class="ga-table">
<thead><tr><?cs call:head("number", Text.Review.Number) ?><?cs call:head("name", Text.Review.Name) ?><th scope="col"><?cs var:Text.Correct.Sex ?></th><?cs call:head("department", Text.Desk.Department) ?><th scope="col"><?cs var:Text.Review.Major ?></th><?cs call:head("class", Text.Review.Class) ?><th scope="col"><?cs var:Text.Graduate.Held ?></th><th scope="col"><?cs var:Text.Review.StageTitle ?></th></tr></thead>
<tbody><?cs each:x = Students ?>
<tr><td><a href="/admin/roster/list/<?cs var:x.Id ?>"><?cs var:x.No ?></a></td><th scope="row"><?cs var:x.Name ?></th><td><?cs var:x.Sex ?></td><td><?cs var:x.Department ?></td><td><?cs var:x.Major ?></td><td><?cs var:x.Class ?></td><td><?cs if:x.Held ?><?cs var:Text.Graduate.Yes ?><?cs /if ?></td><td><span class="ga-tag<?cs if:x.Stage == "rejected" ?> ga-tag_bad<?cs elif:x.Stage == "accepted" ?> ga-tag_good<?cs /if ?>"><?cs var:x.StageText ?></span></td></tr><?cs /each ?>
</tbody>
</table>
</div>
<p class="ga-pages"><?cs if:List.First ?><a href="/admin/roster/list?<?cs var:List.Query ?>&amp;sort=<?cs var:List.Sort ?>"><?cs var:Text.Review.FirstPage ?></a><?cs /if ?><?cs if:List.Next ?> <a href="/admin/roster/list?<?cs var:List.Query ?>&amp;sort=<?cs var:List.Sort ?>&amp;<?cs var:List.Next ?>"><?cs var:Text.Review.NextPage ?></a><?cs /if ?></p><?cs else ?>
<p><?cs var:Text.Review.Empty ?></p><?cs /if ?>
<?cs include:"layout/admin_end.cs" ?>
