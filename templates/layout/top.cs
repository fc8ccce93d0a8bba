<?cs # The frame above a page's content.
  Reads Page.Title, Page.Back (where the page was reached from), Form.Error,
  Page.Lang, Page.Here, Page.Csrf, Page.Demo, Page.Notice, Page.Flash,
  Page.Script (a script of static/, without .js), Page.Wide, User.LoggedIn,
  Page.Refresh (seconds, or "seconds;url=...": where scripts don't run).
?><!doctype html>
<html lang="<?cs var:Page.Lang ?>">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<title><?cs if:Form.Error ?><?cs var:Text.Common.ErrorTitle ?> - <?cs /if ?><?cs if:Page.Title ?><?cs var:Page.Title ?> - <?cs /if ?><?cs var:Text.Common.Product ?></title>
<link rel="icon" href="<?cs var:Static ?>/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="<?cs var:Static ?>/weui.min.css">
<link rel="stylesheet" href="<?cs var:Static ?>/app.css">
<script type="module" src="<?cs var:Static ?>/app.js"></script><?cs if:Page.Script ?>
<script type="module" src="<?cs var:Static ?>/<?cs var:Page.Script ?>.js"></script><?cs /if ?><?cs if:Page.Refresh ?>
<noscript><meta http-equiv="refresh" content="<?cs var:Page.Refresh ?>"></noscript><?cs /if ?>
</head>
<body data-busy="<?cs var:Text.Common.Busy ?>">
<a class="gp-skip" href="#main"><?cs var:Text.Common.Skip ?></a><?cs if:Page.Demo ?>
<p class="gp-demo"><?cs var:Text.Common.Demo ?></p><?cs /if ?><?cs if:Page.Notice ?>
<p class="gp-demo" role="note"><?cs var:Page.Notice ?></p><?cs /if ?>
<header class="gp-head">
<a class="gp-brand" href="<?cs if:User.LoggedIn ?>/home<?cs else ?>/<?cs /if ?>"><img src="<?cs var:Static ?>/icon.svg" alt="" width="28" height="28"><span><?cs var:Text.Common.Product ?></span></a><?cs if:Page.Csrf ?>
<form class="gp-lang" method="post" action="/lang/<?cs var:Text.Common.OtherLang ?>">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<input type="hidden" name="next" value="<?cs var:Page.Here ?>">
<button lang="<?cs var:Text.Common.OtherLang ?>" type="submit"><?cs var:Text.Common.OtherLangName ?></button>
</form><?cs /if ?><?cs if:User.LoggedIn ?>
<a class="gp-me" href="/me"><?cs var:Text.Common.Me ?></a><?cs /if ?>
</header>
<main id="main" class="gp-main<?cs if:Page.Wide ?> gp-main_wide<?cs /if ?>"><?cs if:Page.Back ?>
<p class="gp-back"><a href="<?cs var:Page.Back ?>"><?cs var:Text.Common.Back ?></a></p><?cs /if ?><?cs if:Page.Flash ?>
<p class="gp-flash" role="status"><?cs var:Page.Flash ?></p><?cs /if ?>
