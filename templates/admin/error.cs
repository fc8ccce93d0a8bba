<?cs # What went wrong on a page of staff, and what to do now.
  Reads Error.Status, Error.Title, Error.Message, Page.RequestId.
?><?cs set:Page.Title = Error.Title ?><?cs include:"layout/admin.cs" ?>
<h1><?cs var:Error.Title ?></h1>
<p class="gp-lead"><?cs var:Error.Message ?></p>
<p><a class="weui-btn weui-btn_primary weui-btn_inline" href="/admin"><?cs var:Text.Admin.ToHome ?></a></p>
<p class="gp-note"><?cs var:Text.Error.RequestId ?> <code><?cs var:Page.RequestId ?></code></p>
<?cs include:"layout/admin_end.cs" ?>
