<?cs # The ticket for the collecting centre: a QR code and its text.
  Reads Ticket.{Text,Expires,School,Contact}, Qr.{Path,Side}.
?><?cs set:Page.Title = Text.Collect.TicketTitle ?><?cs set:Page.Back = "/collect/route" ?><?cs include:"layout/top.cs" ?><?cs include:"layout/steps.cs" ?>
<h1><?cs var:Text.Collect.TicketTitle ?></h1>
<p class="gp-lead"><?cs var:Text.Collect.TicketLead ?></p>
<div class="gp-card gp-qr gp-ticket">
<svg viewBox="0 0 <?cs var:Qr.Side ?> <?cs var:Qr.Side ?>" role="img" aria-label="<?cs var:Text.Collect.TicketAlt ?>" shape-rendering="crispEdges"><path d="<?cs var:Qr.Path ?>"></path></svg>
<p><?cs var:Text.Collect.TicketUntil ?> <b><?cs var:Ticket.Expires ?></b></p>
<p class="gp-note"><?cs var:Text.Collect.TicketOr ?></p>
<p class="gp-ticket__text"><?cs var:Ticket.Text ?></p>
</div>
<ul class="gp-list">
<li><?cs var:Text.Collect.TicketDo1 ?></li>
<li><?cs var:Text.Collect.TicketDo2 ?></li>
<li><?cs var:Text.Collect.TicketDo3 ?></li>
</ul><?cs if:Ticket.Contact ?>
<p class="gp-note"><?cs var:Text.Collect.ConfirmContact ?><?cs var:Ticket.Contact ?></p><?cs /if ?>
<p class="gp-actions"><a class="weui-btn weui-btn_default" href="/collect/route"><?cs var:Text.Collect.TicketOther ?></a></p>
<?cs include:"layout/bottom.cs" ?>
