<?cs # The state of the whole.
  Reads System.At, Problems.<i>.{Name,Value,Tone}, Pools.<i>.{Name,Host,Alive,
  Requests,Waited,Started,Seen,Tone}, Cards.<i>.Title,
  Cards.<i>.Rows.<k>.{Name,Value,Tone}, Leases.<i>.{Name,Left},
  Dead.<i>.{Id,Channel,Template,State,Reason,Provider,Tries,Created,Ended},
  Dead.Next, Page.Csrf.
?><?cs set:Page.Title = Text.System.Title ?><?cs include:"layout/admin.cs" ?><?cs

def:tone(word) ?><?cs if:word == "bad" ?><span class="ga-tag ga-tag_bad"><?cs var:Text.System.Bad ?></span><?cs elif:word == "warn" ?><span class="ga-tag ga-tag_warn"><?cs var:Text.System.Warn ?></span><?cs elif:word == "good" ?><span class="ga-tag ga-tag_good"><?cs var:Text.System.Good ?></span><?cs /if ?><?cs /def ?>
<h1><?cs var:Text.System.Title ?></h1>
<p class="gp-lead"><?cs var:Text.System.At ?> <?cs var:System.At ?> <a class="ga-button" href="/admin/system"><?cs var:Text.System.Reload ?></a></p><?cs if:Problems.0.Name ?>
<div class="ga-card">
<h2><?cs var:Text.System.Problems ?></h2>
<ul class="ga-plain"><?cs each:x = Problems ?>
<li><?cs call:tone(x.Tone) ?> <?cs var:x.Name ?> <b><?cs var:x.Value ?></b></li><?cs /each ?>
</ul>
</div><?cs else ?>
<p class="ga-fine"><?cs var:Text.System.AllGood ?></p><?cs /if ?>
<h2><?cs var:Text.System.Programs ?></h2>
<div class="ga-scroll" tabindex="0" role="group" aria-label="<?cs var:Text.System.Programs ?>">
<table class="ga-table">
<thead><tr><th scope="col"><?cs var:Text.System.ProgramName ?></th><th scope="col"><?cs var:Text.System.Host ?></th><th scope="col"><?cs var:Text.System.State ?></th><th class="ga-number" scope="col"><?cs var:Text.System.Alive ?></th><th class="ga-number" scope="col"><?cs var:Text.System.Requests ?></th><th class="ga-number" scope="col"><?cs var:Text.System.Waited ?></th><th scope="col"><?cs var:Text.System.Started ?></th><th scope="col"><?cs var:Text.System.Seen ?></th></tr></thead>
<tbody><?cs each:x = Pools ?>
<tr><th scope="row"><?cs var:x.Name ?></th><td><?cs var:x.Host ?></td><td><?cs call:tone(x.Tone) ?></td><td class="ga-number"><?cs var:x.Alive ?></td><td class="ga-number"><?cs var:x.Requests ?></td><td class="ga-number"><?cs var:x.Waited ?></td><td class="ga-short"><?cs var:x.Started ?></td><td class="ga-short"><?cs if:x.Seen ?><?cs var:x.Seen ?> <?cs var:Text.System.Ago ?><?cs else ?><?cs var:Text.System.Never ?><?cs /if ?></td></tr><?cs /each ?>
</tbody>
</table>
</div>
<div class="ga-sheets"><?cs each:c = Cards ?>
<section class="ga-card">
<h2><?cs var:c.Title ?></h2>
<dl><?cs each:x = c.Rows ?>
<div><dt><?cs var:x.Name ?></dt><dd><?cs var:x.Value ?> <?cs if:x.Tone == "warn" ?><?cs call:tone(x.Tone) ?><?cs elif:x.Tone == "bad" ?><?cs call:tone(x.Tone) ?><?cs /if ?></dd></div><?cs /each ?>
</dl>
</section><?cs /each ?><?cs if:Leases.0.Name ?>
<section class="ga-card">
<h2><?cs var:Text.System.Leases ?></h2>
<dl><?cs each:x = Leases ?>
<div><dt><?cs var:x.Name ?></dt><dd><?cs var:x.Left ?></dd></div><?cs /each ?>
</dl>
</section><?cs /if ?>
</div><?cs if:Dead.0.Id ?>
<h2 id="dead"><?cs var:Text.System.DeadTitle ?></h2>
<p class="gp-lead"><?cs var:Text.System.DeadLead ?></p>
<form class="ga-tools" method="post" action="/admin/system/retry">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<input type="hidden" name="Id" value="all">
<input type="hidden" name="before" value="<?cs var:Dead.Before ?>">
<button class="ga-button ga-button_primary" type="submit"><?cs var:Text.System.RetryAll ?></button>
</form>
<div class="ga-scroll" tabindex="0" role="group" aria-label="<?cs var:Text.System.DeadTitle ?>">
<table class="ga-table">
<thead><tr><th scope="col"><?cs var:Text.System.Number ?></th><th scope="col"><?cs var:Text.System.Channel ?></th><th scope="col"><?cs var:Text.System.Template ?></th><th scope="col"><?cs var:Text.System.Why ?></th><th scope="col"><?cs var:Text.System.Provider ?></th><th class="ga-number" scope="col"><?cs var:Text.System.Tries ?></th><th scope="col"><?cs var:Text.System.Created ?></th><th scope="col"><?cs var:Text.System.Ended ?></th><th scope="col"><?cs var:Text.Admin.Action ?></th></tr></thead>
<tbody><?cs each:x = Dead ?><?cs if:x.Id ?>
<tr><th scope="row"><?cs var:x.Id ?></th><td><?cs if:x.Channel == "sms" ?><?cs var:Text.System.Sms ?><?cs else ?><?cs var:Text.System.Email ?><?cs /if ?></td><td><?cs var:x.Template ?></td><td><?cs if:x.State == "lost" ?><?cs var:Text.System.Lost ?><?cs else ?><?cs var:Text.System.NotTaken ?><?cs /if ?> <?cs var:x.Reason ?></td><td><?cs var:x.Provider ?></td><td class="ga-number"><?cs var:x.Tries ?></td><td class="ga-short"><?cs var:x.Created ?></td><td class="ga-short"><?cs var:x.Ended ?></td><td><form method="post" action="/admin/system/retry"><input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>"><input type="hidden" name="Id" value="<?cs var:x.Id ?>"><button class="ga-button" type="submit"><?cs var:Text.System.Retry ?></button></form></td></tr><?cs /if ?><?cs /each ?>
</tbody>
</table>
</div><?cs if:Dead.Next ?>
<p class="ga-pages"><a href="/admin/system?before=<?cs var:Dead.Next ?>#dead"><?cs var:Text.Admin.Older ?></a></p><?cs /if ?><?cs /if ?>
<?cs include:"layout/admin_end.cs" ?>
