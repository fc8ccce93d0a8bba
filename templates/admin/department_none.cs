<?cs # No students in any department of the reviewer. Reads nothing.
?><?cs set:Page.Title = Text.Review.None ?><?cs include:"layout/admin.cs" ?>
<h1><?cs var:Text.Review.None ?></h1>
<p class="gp-lead"><?cs var:Text.Review.NoneText ?></p>
<?cs include:"layout/admin_end.cs" ?>
