<?cs # How the photo is taken, and what it costs.
  Reads Route.{Online,Department,Onsite,Chosen,Price,PricePrints,Closes,Contact}, Form.Error,
  Page.Csrf.
?><?cs set:Page.Title = Text.Collect.RouteTitle ?><?cs set:Page.Back = "/collect/confirm" ?><?cs include:"layout/top.cs" ?><?cs include:"layout/steps.cs" ?>
<h1><?cs var:Text.Collect.RouteTitle ?></h1><?cs if:Form.Error ?>
<p class="gp-error" role="alert" tabindex="-1"><?cs var:Form.Error ?></p><?cs /if ?><?cs if:Route.Online ?>
<section class="gp-card">
<h2><?cs var:Text.Collect.RouteOnline ?></h2>
<p><?cs var:Text.Collect.RouteOnlineText ?></p>
<dl class="gp-info">
<div class="gp-info__row"><dt><?cs var:Text.Collect.RoutePrice ?></dt><dd><?cs var:Route.Price ?></dd></div>
<div class="gp-info__row"><dt><?cs var:Text.Collect.RoutePricePrints ?></dt><dd><?cs var:Route.PricePrints ?></dd></div>
<div class="gp-info__row"><dt><?cs var:Text.Collect.RouteCloses ?></dt><dd><?cs var:Route.Closes ?></dd></div>
</dl>
<form method="post" action="/collect/route">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<p class="gp-actions"><button class="weui-btn weui-btn_primary" type="submit" name="Route" value="online"><?cs var:Text.Collect.RouteOnlineStart ?></button></p>
</form>
</section><?cs /if ?><?cs if:Route.Department ?>
<section class="gp-card">
<h2><?cs var:Text.Recent.Route ?></h2>
<p><?cs var:Text.Recent.RouteText ?></p>
<form method="post" action="/collect/route">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<p class="gp-actions"><button class="weui-btn weui-btn_default" type="submit" name="Route" value="department"><?cs var:Text.Recent.RouteStart ?></button></p>
</form>
</section><?cs /if ?><?cs if:Route.Onsite ?>
<section class="gp-card">
<h2><?cs var:Text.Collect.RouteOnsite ?></h2>
<p><?cs var:Text.Collect.RouteOnsiteText ?></p>
<form method="post" action="/collect/route">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<p class="gp-actions"><button class="weui-btn weui-btn_default" type="submit" name="Route" value="onsite"><?cs var:Text.Collect.RouteOnsiteStart ?></button></p>
</form>
</section><?cs /if ?><?cs if:Route.Online ?><?cs elif:Route.Department ?><?cs elif:Route.Onsite ?><?cs else ?>
<p class="gp-lead"><?cs var:Text.Collect.RouteNone ?><?cs if:Route.Contact ?> <?cs var:Text.Collect.ConfirmContact ?><?cs var:Route.Contact ?><?cs /if ?></p><?cs /if ?>
<?cs include:"layout/bottom.cs" ?>
