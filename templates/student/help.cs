<?cs # Help: questions, the school, us.
  Reads Schools.N: School, Name, Contact; or Campaign.School, Contact;
  Page.ServicePhone, Page.ServiceTel, Page.ServiceHours.
?><?cs set:Page.Title = Text.Help.Title ?><?cs include:"layout/top.cs" ?><?cs def:question(q, a) ?>
<details class="gp-details gp-question"><summary><?cs var:q ?></summary>
<div class="gp-text"><?cs var:a ?></div></details><?cs /def ?>
<h1><?cs var:Text.Help.Title ?></h1>
<h2><?cs var:Text.Help.Questions ?></h2>
<div class="gp-card gp-questions"><?cs
call:question(Text.Help.Q1, Text.Help.A1) ?><?cs
call:question(Text.Help.Q2, Text.Help.A2) ?><?cs
call:question(Text.Help.Q3, Text.Help.A3) ?><?cs
call:question(Text.Help.Q4, Text.Help.A4) ?><?cs
call:question(Text.Help.Q5, Text.Help.A5) ?><?cs
call:question(Text.Help.Q6, Text.Help.A6) ?><?cs
call:question(Text.Help.Q7, Text.Help.A7) ?><?cs
call:question(Text.Help.Q8, Text.Help.A8) ?>
</div>
<h2><?cs var:Text.Help.School ?></h2>
<p class="gp-note"><?cs var:Text.Help.SchoolWhat ?></p><?cs each:s = Schools ?>
<section class="gp-card"><p class="gp-campaign__school"><?cs var:s.School ?></p>
<p><?cs var:s.Contact ?></p></section><?cs /each ?><?cs if:!subcount(Schools) ?><?cs if:Campaign.Contact ?>
<section class="gp-card"><p class="gp-campaign__school"><?cs var:Campaign.School ?></p>
<p><?cs var:Campaign.Contact ?></p></section><?cs else ?>
<p><?cs var:Text.Help.SchoolUnknown ?></p><?cs /if ?><?cs /if ?>
<h2><?cs var:Text.Help.Us ?></h2><?cs if:Page.ServicePhone ?>
<p><?cs var:Text.Common.Phone ?> <a class="gp-tap" href="tel:<?cs var:Page.ServiceTel ?>"><?cs var:Page.ServicePhone ?></a> <?cs var:Page.ServiceHours ?></p><?cs /if ?>
<p class="gp-note"><?cs var:Text.Help.UsWhat ?></p>
<?cs include:"layout/bottom.cs" ?>
