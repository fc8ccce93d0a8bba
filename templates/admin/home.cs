<?cs # Where staff begin.
  Reads Staff.Name, Roles.<i>.{Kind,School,Department}, Nav.<i>.{Path,Text}.
?><?cs set:Page.Title = Text.Admin.HomeTitle ?><?cs include:"layout/admin.cs" ?>
<h1><?cs var:Staff.Name ?></h1><?cs if:Roles.0.Kind ?>
<ul class="ga-cards"><?cs each:x = Roles ?>
<li><b><?cs if:x.Kind == "reviewer" ?><?cs var:Text.Admin.Role.reviewer ?><?cs elif:x.Kind == "registrar" ?><?cs var:Text.Admin.Role.registrar ?><?cs else ?><?cs var:Text.Admin.Role.administrator ?><?cs /if ?></b>
<span><?cs if:x.School ?><?cs var:x.School ?><?cs else ?><?cs var:Text.Admin.AllSchools ?><?cs /if ?><?cs if:x.Department ?> · <?cs var:x.Department ?><?cs /if ?></span></li><?cs /each ?>
</ul><?cs else ?>
<p class="gp-lead"><?cs var:Text.Admin.NoRole ?></p><?cs /if ?>
<?cs include:"layout/admin_end.cs" ?>
