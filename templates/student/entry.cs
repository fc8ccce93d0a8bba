<?cs # First use or log-in; a poster's campaign, or a box for its 特征码.
  Reads Campaign.* (layout/campaign.cs), Form.Feature, Form.Error, User.LoggedIn.
?><?cs set:Page.Title = Text.Entry.Title ?><?cs include:"layout/top.cs" ?>
<h1><?cs var:Text.Entry.Title ?></h1>
<p class="gp-lead"><?cs var:Text.Entry.Lead ?></p>
<?cs include:"layout/campaign.cs" ?>
<div class="gp-choices"><?cs if:User.LoggedIn ?>
<a class="gp-choice gp-choice_main" href="/home"><strong><?cs var:Text.Entry.Home ?></strong><span><?cs var:Text.Entry.HomeHint ?></span></a><?cs else ?><?cs if:Campaign.State != "closed" ?>
<a class="gp-choice gp-choice_main" href="/register"><strong><?cs var:Text.Entry.First ?></strong><span><?cs var:Text.Entry.FirstHint ?></span></a><?cs /if ?>
<a class="gp-choice" href="/login"><strong><?cs var:Text.Entry.Login ?></strong><span><?cs var:Text.Entry.LoginHint ?></span></a><?cs /if ?>
</div><?cs if:!User.LoggedIn && Campaign.State != "closed" ?>
<p class="gp-note gp-center"><a class="gp-tap" href="/activate"><?cs var:Text.Entry.Activate ?></a></p><?cs /if ?><?cs if:Campaign.State != "closed" ?>
<h2><?cs var:Text.Entry.Minutes ?></h2>
<ol class="gp-minutes">
<li><?cs var:Text.Entry.Minute1 ?></li>
<li><?cs var:Text.Entry.Minute2 ?></li>
<li><?cs var:Text.Entry.Minute3 ?></li>
<li><?cs var:Text.Entry.Minute4 ?></li>
<li><?cs var:Text.Entry.Minute5 ?></li>
</ol><?cs if:!Campaign.School || Campaign.NeedsCode ?>
<p class="gp-note"><?cs var:Text.Entry.CodeNote ?></p><?cs /if ?><?cs /if ?>
<h2><?cs if:Campaign.School ?><?cs var:Text.Entry.OtherFeature ?><?cs else ?><?cs var:Text.Entry.Feature ?><?cs /if ?></h2>
<form class="gp-find" method="get" action="/c"><?cs if:Form.Feature.Error ?>
<p class="gp-error" id="error-code" role="alert" tabindex="-1"><?cs var:Form.Feature.Error ?></p><?cs /if ?>
<label class="gp-note" for="f-code"><?cs var:Text.Entry.FeatureHint ?></label>
<div class="gp-find__row"><input class="weui-input" id="f-code" name="code" type="text" value="<?cs var:Form.Feature.Value ?>" maxlength="12" autocapitalize="characters" autocomplete="off" spellcheck="false" required<?cs if:Form.Feature.Error ?> aria-invalid="true" aria-describedby="error-code"<?cs /if ?>>
<button class="weui-btn weui-btn_default" type="submit"><?cs var:Text.Entry.FeatureGo ?></button></div>
</form>
<?cs include:"layout/bottom.cs" ?>
