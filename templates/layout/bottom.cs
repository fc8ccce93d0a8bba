<?cs # The frame below a page's content.
  Reads Page.ServicePhone, Page.ServiceTel, Page.ServiceHours, Page.RequestId.
?></main>
<footer class="gp-foot">
<p><a href="/help"><?cs var:Text.Common.Help ?></a><?cs if:Page.ServicePhone ?>
<a href="tel:<?cs var:Page.ServiceTel ?>"><?cs var:Text.Common.Phone ?> <?cs var:Page.ServicePhone ?></a><?cs /if ?></p><?cs if:Page.ServiceHours ?>
<p><?cs var:Page.ServiceHours ?></p><?cs /if ?>
</footer>
</body>
</html>
