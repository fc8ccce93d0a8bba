<?cs # Packages: what there is to take out, the form, what was taken out.
  Reads Campaign.*, Campaigns.*, Departments.* (layout/desk.cs),
  Export.{People,Ready,Fresh,Before}, Form.* (layout/form.cs),
  Packages.<i>.{Token,At,By,Department,Photos,Removed,Faulty,Size,Changed,Own},
  Page.Csrf.
?><?cs set:Page.Title = Text.Desk.NavExports ?><?cs include:"layout/admin.cs" ?><?cs include:"layout/desk.cs" ?><?cs include:"layout/form.cs" ?>
<h1><?cs var:Text.Desk.NavExports ?></h1>
<?cs call:gp_desk("/admin/exports", 1) ?>
<ul class="ga-tiles">
<li><span><?cs var:Text.Export.People ?><b><?cs var:Export.People ?></b></span></li>
<li><span><?cs var:Text.Export.Ready ?><b><?cs var:Export.Ready ?></b></span></li>
<li><span><?cs var:Text.Export.Fresh ?><b><?cs var:Export.Fresh ?></b></span></li>
</ul>
<form class="ga-card" method="post" action="/admin/exports"><?cs call:gp_form_start() ?>
<input type="hidden" name="campaign" value="<?cs var:Campaign.Token ?>"><?cs each:x = Departments ?><?cs if:x.Now ?>
<input type="hidden" name="department" value="<?cs var:x.Id ?>"><?cs /if ?><?cs /each ?>
<fieldset class="gp-field" id="f-What"><legend><?cs var:Text.Export.What ?></legend><?cs
call:gp_option("What", Form.What, "all", Text.Export.All) ?><?cs
call:gp_option("What", Form.What, "changed", Text.Export.Changed) ?>
</fieldset><?cs
call:gp_field("Template", Form.Template, "text", Text.Export.Template, Text.Export.TemplateHint, "off", "", 200) ?><?cs
call:gp_check("Check", Form.Check, Text.Export.Check) ?>
<p class="ga-tools"><button class="ga-button ga-button_primary" type="submit"><?cs var:Text.Export.Make ?></button> <button class="ga-button" type="submit" formaction="/admin/exports/check"><?cs var:Text.Export.CheckOnly ?></button></p>
</form>
<h2><?cs var:Text.Export.Past ?></h2><?cs if:Packages.0.Token ?>
<div class="ga-scroll" tabindex="0" role="group" aria-label="<?cs var:Text.Export.Past ?>">
<table class="ga-table">
<thead><tr><th scope="col"><?cs var:Text.Export.At ?></th><th scope="col"><?cs var:Text.Export.By ?></th><th scope="col"><?cs var:Text.Desk.Department ?></th><th scope="col"><?cs var:Text.Export.What ?></th><th class="ga-number" scope="col"><?cs var:Text.Export.Photos ?></th><th class="ga-number" scope="col"><?cs var:Text.Export.Removed ?></th><th class="ga-number" scope="col"><?cs var:Text.Export.Faulty ?></th><th class="ga-number" scope="col"><?cs var:Text.Export.Size ?></th></tr></thead>
<tbody><?cs each:x = Packages ?>
<tr><th scope="row"><?cs if:x.Own ?><a href="/admin/jobs/<?cs var:x.Token ?>"><?cs var:x.At ?></a><?cs else ?><?cs var:x.At ?><?cs /if ?></th><td><?cs if:x.By ?><?cs var:x.By ?><?cs else ?><?cs var:Text.Export.Operator ?><?cs /if ?></td><td><?cs if:x.Department ?><?cs var:x.Department ?><?cs else ?><?cs var:Text.Desk.All ?><?cs /if ?></td><td><?cs if:x.Changed ?><?cs var:Text.Export.ChangedShort ?><?cs else ?><?cs var:Text.Export.AllShort ?><?cs /if ?></td><td class="ga-number"><?cs var:x.Photos ?></td><td class="ga-number"><?cs var:x.Removed ?></td><td class="ga-number"><?cs if:x.Faulty > #0 ?><span class="ga-tag ga-tag_bad"><?cs var:x.Faulty ?></span><?cs else ?>0<?cs /if ?></td><td class="ga-number"><?cs var:x.Size ?></td></tr><?cs /each ?>
</tbody>
</table>
</div><?cs if:Export.Before ?>
<p class="ga-pages"><a href="/admin/exports?campaign=<?cs var:Campaign.Token ?>&amp;before=<?cs var:Export.Before ?>"><?cs var:Text.Admin.Older ?></a></p><?cs /if ?><?cs else ?>
<p class="gp-note"><?cs var:Text.Export.NoPackage ?></p><?cs /if ?>
<?cs include:"layout/admin_end.cs" ?>
