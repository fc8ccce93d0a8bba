<?cs # The audit trail: search and export.
  Reads Filter.{Login,Action,Object,Number,From,To}, Actions.<i>.{Name,Text},
  Rows.<i>.{Time,Actor,Who,Action,Text,Object,Detail,Sealed}, Audit.Next (a query),
  Form.Error, Page.Csrf.
?><?cs set:Page.Title = Text.Audit.Title ?><?cs include:"layout/admin.cs" ?>
<h1><?cs var:Text.Audit.Title ?></h1>
<p class="gp-lead"><?cs var:Text.Audit.Lead ?></p><?cs if:Form.Error ?>
<p class="gp-error" role="alert"><?cs var:Form.Error ?></p><?cs /if ?>
<form class="ga-tools" method="get" action="/admin/audit">
<div><label for="f-Login"><?cs var:Text.Admin.Login ?></label><input id="f-Login" name="Login" value="<?cs var:Filter.Login ?>" maxlength="60"></div>
<div><label for="f-Action"><?cs var:Text.Audit.Action ?></label><select id="f-Action" name="Action"><option value=""><?cs var:Text.Admin.All ?></option><?cs each:x = Actions ?><option value="<?cs var:x.Name ?>"<?cs if:x.Name == Filter.Action ?> selected<?cs /if ?>><?cs var:x.Text ?> (<?cs var:x.Name ?>)</option><?cs /each ?></select></div>
<div><label for="f-Object"><?cs var:Text.Audit.Object ?></label><select id="f-Object" name="Object"><option value=""><?cs var:Text.Admin.All ?></option><?cs each:x = Text.AuditObject ?><option value="<?cs var:name(x) ?>"<?cs if:name(x) == Filter.Object ?> selected<?cs /if ?>><?cs var:x ?></option><?cs /each ?></select></div>
<div><label for="f-Number"><?cs var:Text.Audit.Number ?></label><input id="f-Number" name="Number" value="<?cs var:Filter.Number ?>" inputmode="numeric" maxlength="20" size="8"></div>
<div><label for="f-From"><?cs var:Text.Audit.From ?></label><input id="f-From" name="From" type="date" value="<?cs var:Filter.From ?>"></div>
<div><label for="f-To"><?cs var:Text.Audit.To ?></label><input id="f-To" name="To" type="date" value="<?cs var:Filter.To ?>"></div>
<div><button class="ga-button ga-button_primary" type="submit"><?cs var:Text.Admin.Search ?></button></div>
</form>
<form class="ga-tools" method="post" action="/admin/audit/export">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<input type="hidden" name="Login" value="<?cs var:Filter.Login ?>">
<input type="hidden" name="Action" value="<?cs var:Filter.Action ?>">
<input type="hidden" name="Object" value="<?cs var:Filter.Object ?>">
<input type="hidden" name="Number" value="<?cs var:Filter.Number ?>">
<input type="hidden" name="From" value="<?cs var:Filter.From ?>">
<input type="hidden" name="To" value="<?cs var:Filter.To ?>">
<button class="ga-button" type="submit"><?cs var:Text.Audit.Export ?></button>
</form><?cs if:Rows.0.Time ?>
<div class="ga-scroll" tabindex="0" role="region" aria-label="<?cs var:Text.Audit.Title ?>">
<table class="ga-table">
<thead><tr><th scope="col"><?cs var:Text.Audit.Time ?></th><th scope="col"><?cs var:Text.Audit.Who ?></th><th scope="col"><?cs var:Text.Audit.Action ?></th><th scope="col"><?cs var:Text.Audit.Object ?></th><th scope="col"><?cs var:Text.Audit.Detail ?></th><th scope="col"><?cs var:Text.Audit.Seal ?></th></tr></thead>
<tbody><?cs each:x = Rows ?>
<tr><td class="ga-short"><?cs var:x.Time ?></td><td><?cs var:x.Actor ?> <?cs var:x.Who ?></td><td title="<?cs var:x.Action ?>"><?cs var:x.Text ?></td><td class="ga-short"><?cs var:x.Object ?></td><td><?cs var:x.Detail ?></td><td class="ga-short"><?cs if:x.Sealed ?><?cs var:Text.Audit.Sealed ?><?cs else ?><?cs var:Text.Audit.Waiting ?><?cs /if ?></td></tr><?cs /each ?>
</tbody>
</table>
</div><?cs if:Audit.Next ?>
<p class="ga-pages"><a href="/admin/audit?<?cs var:Audit.Next ?>"><?cs var:Text.Admin.Older ?></a></p><?cs /if ?><?cs else ?>
<p class="gp-note"><?cs var:Text.Admin.Nothing ?></p><?cs /if ?>
<?cs include:"layout/admin_end.cs" ?>
