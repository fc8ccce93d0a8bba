<?cs # The frame above a page of staff; layout/admin_end.cs ends it.
  Reads Page.Title, Page.Back, Page.Lang, Page.Here, Page.Csrf, Page.Demo,
  Page.Flash, Page.Script (a script of static/, without .js), Page.Wide (the
  whole width, without the list on the left), Page.Refresh (seconds, where
  scripts don't run), Form.Error, Staff.Name, Nav.<i>.{Path,Text,Now}: Path is
  what follows /admin.
?><!doctype html>
<html lang="<?cs var:Page.Lang ?>">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<meta name="robots" content="noindex">
<title><?cs if:Form.Error ?><?cs var:Text.Common.ErrorTitle ?> - <?cs /if ?><?cs if:Page.Title ?><?cs var:Page.Title ?> - <?cs /if ?><?cs var:Text.Admin.Product ?></title>
<link rel="icon" href="<?cs var:Static ?>/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="<?cs var:Static ?>/weui.min.css">
<link rel="stylesheet" href="<?cs var:Static ?>/app.css">
<link rel="stylesheet" href="<?cs var:Static ?>/admin.css">
<script type="module" src="<?cs var:Static ?>/app.js"></script><?cs if:Page.Script ?>
<script type="module" src="<?cs var:Static ?>/<?cs var:Page.Script ?>.js"></script><?cs /if ?><?cs if:Page.Refresh ?>
<noscript><meta http-equiv="refresh" content="<?cs var:Page.Refresh ?>"></noscript><?cs /if ?>
</head>
<body class="ga" data-weui-theme="light" data-busy="<?cs var:Text.Common.Busy ?>">
<a class="gp-skip" href="#main"><?cs var:Text.Common.Skip ?></a><?cs if:Page.Demo ?>
<p class="gp-demo"><?cs var:Text.Common.Demo ?></p><?cs /if ?>
<header class="ga-head">
<a class="gp-brand" href="/admin"><img src="<?cs var:Static ?>/icon.svg" alt="" width="24" height="24"><span><?cs var:Text.Admin.Product ?></span></a><?cs if:Page.Csrf ?>
<form class="gp-lang" method="post" action="/admin/lang/<?cs var:Text.Common.OtherLang ?>">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<input type="hidden" name="next" value="<?cs var:Page.Here ?>">
<button lang="<?cs var:Text.Common.OtherLang ?>" type="submit"><?cs var:Text.Common.OtherLangName ?></button>
</form><?cs /if ?><?cs if:Staff.Name ?>
<a class="ga-who" href="/admin/me"><?cs var:Staff.Name ?></a>
<form class="ga-out" method="post" action="/admin/logout">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<button type="submit"><?cs var:Text.Admin.Logout ?></button>
</form><?cs /if ?>
</header>
<div class="ga-body"><?cs if:Nav.0.Text ?><?cs if:!Page.Wide ?>
<nav class="ga-nav" aria-label="<?cs var:Text.Admin.Nav ?>">
<ul><?cs each:x = Nav ?>
<li><a href="/admin<?cs var:x.Path ?>"<?cs if:x.Now ?> aria-current="page"<?cs /if ?>><?cs var:x.Text ?></a></li><?cs /each ?>
</ul>
</nav><?cs /if ?><?cs /if ?>
<main id="main" class="ga-main"><?cs if:Page.Back ?>
<p class="gp-back"><a href="<?cs var:Page.Back ?>"><?cs var:Text.Common.Back ?></a></p><?cs /if ?><?cs if:Page.Flash ?>
<p class="gp-flash" role="status"><?cs var:Page.Flash ?></p><?cs /if ?>
