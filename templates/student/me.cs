<?cs # Me. Reads Me.Name, Number, Phone (both masked), Email; Page.Csrf.
?><?cs set:Page.Title = Text.Me.Title ?><?cs set:Page.Back = "/home" ?><?cs include:"layout/top.cs" ?><?cs def:row(href, label, value) ?>
<a class="weui-cell weui-cell_access gp-row" href="<?cs var:href ?>"><span class="weui-cell__bd"><?cs var:label ?></span><span class="weui-cell__ft"><?cs var:value ?></span></a><?cs /def ?>
<h1><?cs var:Text.Me.Title ?></h1>
<div class="weui-cells">
<p class="weui-cell gp-row"><span class="weui-cell__bd"><?cs var:Text.Person.Name ?></span><span class="weui-cell__ft"><?cs var:Me.Name ?></span></p>
<p class="weui-cell gp-row"><span class="weui-cell__bd"><?cs var:Text.Person.Number ?></span><span class="weui-cell__ft gp-nowrap"><?cs var:Me.Number ?></span></p>
</div>
<p class="gp-note"><?cs var:Text.Me.Fixed ?></p>
<nav class="weui-cells" aria-label="<?cs var:Text.Me.Change ?>"><?cs
call:row("/me/phone", Text.Person.Phone, Me.Phone) ?><?cs if:Me.Email ?><?cs
call:row("/me/email", Text.Person.Email, Me.Email) ?><?cs else ?><?cs
call:row("/me/email", Text.Person.Email, Text.Me.NoEmail) ?><?cs /if ?><?cs
call:row("/me/password", Text.Password.Password, Text.Me.Edit) ?><?cs
call:row("/addresses", Text.Address.BookTitle, "") ?>
</nav>
<form class="weui-cells gp-row_form" method="post" action="/lang/<?cs var:Text.Common.OtherLang ?>">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>"><input type="hidden" name="next" value="/me">
<button class="weui-cell weui-cell_access gp-row" type="submit"><span class="weui-cell__bd"><?cs var:Text.Me.Language ?></span><span class="weui-cell__ft" lang="<?cs var:Text.Common.OtherLang ?>"><?cs var:Text.Common.OtherLangName ?></span></button>
</form>
<nav class="weui-cells" aria-label="<?cs var:Text.Me.Rights ?>"><?cs
call:row("/me/messages", Text.Messages.Title, "") ?><?cs
call:row("/me/consents", Text.Me.Consents, "") ?><?cs
call:row("/me/data", Text.Me.Data, "") ?><?cs
call:row("/me/delete", Text.Me.Delete, "") ?>
</nav>
<form class="gp-actions" method="post" action="/logout">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<button class="weui-btn weui-btn_default" type="submit"><?cs var:Text.Me.Logout ?></button>
</form>
<?cs include:"layout/bottom.cs" ?>
