<?cs # Home: a card for each enrolment, news, and the way to everything.
  Reads Home.Name; Enrolments.N: School, Name, Department, StudentNo, Opens,
  Closes, State, DaysLeft, Contact, Status, Text, Button, Link, Left
  (seconds), LeftText; News.N: Title, Body, At; Campaign.* where there is no enrolment.
?><?cs set:Page.Title = Text.Home.Title ?><?cs include:"layout/top.cs" ?>
<h1><?cs var:Text.Home.Hello1 ?> <?cs var:Home.Name ?><?cs var:Text.Home.Hello2 ?></h1><?cs each:e = Enrolments ?>
<section class="gp-card gp-work gp-work_<?cs var:e.Status ?>">
<p class="gp-campaign__school"><?cs var:e.School ?></p>
<p class="gp-campaign__name"><?cs var:e.Name ?></p>
<p class="gp-note"><?cs var:e.Department ?> · <?cs var:Text.Home.StudentNo ?> <?cs var:e.StudentNo ?></p>
<p class="gp-work__text"><?cs var:e.Text ?><?cs if:e.Left ?> <strong class="gp-nowrap"><?cs var:Text.Home.Left ?> <span data-expires="<?cs var:e.Left ?>"><?cs var:e.LeftText ?></span></strong><?cs /if ?></p><?cs if:e.Button ?>
<p class="gp-actions"><a class="weui-btn weui-btn_primary gp-work__go" href="<?cs var:url_validate(e.Link) ?>"><?cs var:e.Button ?></a></p><?cs elif:e.State == "early" ?>
<p class="gp-work__text"><?cs var:Text.Home.Early ?> <strong class="gp-nowrap"><?cs var:e.Opens ?></strong></p><?cs else ?>
<p class="gp-work__text"><?cs var:Text.Home.Closed ?><?cs if:e.Contact ?> <?cs var:e.Contact ?><?cs /if ?></p><?cs /if ?>
<p class="gp-note"><?cs var:Text.Entry.Closes ?> <span class="gp-nowrap"><?cs var:e.Closes ?></span><?cs if:e.DaysLeft > #0 ?> · <?cs var:Text.Entry.DaysBefore ?> <?cs var:e.DaysLeft ?> <?cs var:Text.Entry.DaysAfter ?><?cs elif:e.DaysLeft == "0" ?> <strong class="gp-warn"><?cs var:Text.Entry.LastDay ?></strong><?cs /if ?></p>
</section><?cs /each ?><?cs if:!subcount(Enrolments) ?>
<?cs include:"layout/campaign.cs" ?>
<section class="gp-card">
<h2><?cs var:Text.Home.NoRosterTitle ?></h2>
<p><?cs var:Text.Home.NoRoster ?></p>
<form class="gp-actions" method="post" action="/home/enrol">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<button class="weui-btn weui-btn_primary" type="submit"><?cs var:Text.Home.LookAgain ?></button>
</form>
<p class="gp-note gp-center"><a class="gp-tap" href="/help"><?cs var:Text.Register.ToHelp ?></a></p>
</section><?cs /if ?><?cs if:subcount(News) ?>
<h2><?cs var:Text.Home.News ?></h2><?cs each:n = News ?>
<section class="gp-card">
<h3><?cs var:n.Title ?></h3>
<div class="gp-text"><?cs var:n.Body ?></div>
<p class="gp-note"><?cs var:n.At ?></p>
</section><?cs /each ?><?cs /if ?>
<nav class="weui-cells" aria-label="<?cs var:Text.Home.Menu ?>">
<a class="weui-cell weui-cell_access gp-row" href="/collections"><span class="weui-cell__bd"><?cs var:Text.Home.Collections ?></span><span class="weui-cell__ft"></span></a>
<a class="weui-cell weui-cell_access gp-row" href="/orders"><span class="weui-cell__bd"><?cs var:Text.Home.Orders ?></span><span class="weui-cell__ft"></span></a>
<a class="weui-cell weui-cell_access gp-row" href="/me"><span class="weui-cell__bd"><?cs var:Text.Me.Title ?></span><span class="weui-cell__ft"></span></a>
<a class="weui-cell weui-cell_access gp-row" href="/help"><span class="weui-cell__bd"><?cs var:Text.Help.Title ?></span><span class="weui-cell__ft"></span></a>
</nav>
<?cs include:"layout/bottom.cs" ?>
