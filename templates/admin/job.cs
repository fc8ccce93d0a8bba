<?cs # One job: how far it is, or what came of it. The part at the end is the
  kind's own: it reads Result.*, which is the job's JSON.
  Reads Job.{Token,Kind,View,State,StateName,Input,Done,Total,Percent,Created,
  Ended,Why,Output,Going}, Result.Rows, Page.Csrf.
?><?cs set:Page.Title = Job.Kind ?><?cs set:Page.Back = "/admin/jobs" ?><?cs if:Job.Going ?><?cs set:Page.Script = "job" ?><?cs /if ?><?cs include:"layout/admin.cs" ?>
<h1><?cs var:Job.Kind ?></h1>
<p class="gp-lead"><?cs var:Job.Created ?><?cs if:Job.Input ?> · <?cs var:Job.Input ?><?cs /if ?></p><?cs if:Job.Going ?>
<div class="ga-card" id="job" data-job="<?cs var:Job.Token ?>" data-state="<?cs var:Job.State ?>">
<p role="status"><?cs var:Job.StateName ?> <span id="job-count"><?cs if:Job.Done ?><?cs var:Job.Done ?><?cs if:Job.Total ?> / <?cs var:Job.Total ?><?cs /if ?><?cs /if ?></span></p>
<progress id="job-bar" max="100" aria-label="<?cs var:Text.Job.Progress ?>"<?cs if:Job.Total ?> value="<?cs var:Job.Percent ?>"<?cs /if ?>></progress>
<p class="gp-note"><?cs var:Text.Job.Leave ?></p>
<form method="post" action="/admin/jobs/<?cs var:Job.Token ?>/cancel">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<button class="ga-button ga-button_bad" type="submit"><?cs var:Text.Job.Cancel ?></button>
</form>
</div><?cs else ?>
<p><span class="ga-tag<?cs if:Job.State == "done" ?> ga-tag_good<?cs elif:Job.State == "failed" ?> ga-tag_bad<?cs /if ?>"><?cs var:Job.StateName ?></span> <?cs var:Job.Ended ?></p><?cs if:Job.Why ?>
<p class="gp-error" role="alert"><?cs var:Job.Why ?></p><?cs /if ?><?cs if:Job.Output ?>
<p><a class="ga-button ga-button_primary" href="/admin/jobs/<?cs var:Job.Token ?>/file" download><?cs var:Text.Job.Download ?> <?cs var:Job.Output ?></a></p><?cs /if ?><?cs if:Job.View == "audit.export" ?><?cs if:Result.Rows ?>
<p><?cs var:Text.Audit.Exported ?> <?cs var:Result.Rows ?></p><?cs /if ?><?cs /if ?><?cs if:Job.State == "cancelled" && Result.Files ?>
<?cs include:"layout/job_photos.cs" ?><?cs elif:Job.State == "done" ?><?cs if:Job.View == "export" || Job.View == "export.check" ?>
<?cs include:"layout/job_export.cs" ?><?cs elif:Job.View == "photos.import" || Job.View == "enrolment.import" ?>
<?cs include:"layout/job_photos.cs" ?><?cs elif:Job.View == "roster.import" ?>
<?cs include:"layout/job_roster.cs" ?><?cs elif:Job.View == "results.import" ?>
<?cs include:"layout/job_results.cs" ?><?cs /if ?><?cs /if ?><?cs /if ?>
<?cs include:"layout/admin_end.cs" ?>
