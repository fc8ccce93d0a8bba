<?cs # One photo on the screen: original, result, measurements, decision. The
  script (static/review.js) takes #review of the next page and puts it here.
  Reads One.{Token,No,Name,Major,Class,State,StateText,Verdict,At,HeadCover,
  Result,Original,Enrolment,Mine,Claimed,Free,Why,Remark,Place,PlaceName,Query,InClass,
  Clean}, Remarks.<i>.Text, Rules.*, Report.*, Ruler.* (report.h), Reasons.*,
  Form.* (layout/why.cs), Page.Csrf.
?><?cs set:Page.Title = Text.Review.OneTitle ?><?cs set:Page.Script = "review" ?><?cs set:Page.Wide = "1" ?><?cs include:"layout/admin.cs" ?><?cs include:"layout/form.cs" ?><?cs include:"layout/ruler.cs" ?><?cs include:"layout/why.cs" ?><?cs

def:hidden() ?>
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<input type="hidden" name="place" value="<?cs var:One.Place ?>">
<input type="hidden" name="class" value="<?cs var:One.InClass ?>">
<input type="hidden" name="clean" value="<?cs var:One.Clean ?>">
<input type="hidden" name="after" value="<?cs var:One.Token ?>"><?cs /def ?><?cs

def:rule(x) ?>
<tr class="gp-rule_<?cs var:x.Verdict ?>"><th scope="row"><?cs var:x.Name ?></th><td class="ga-number"><?cs var:x.Value ?></td><td><?cs var:x.Range ?></td><td><?cs if:x.Verdict == "fail" ?><span class="ga-tag ga-tag_bad"><?cs var:Text.Collect.VerdictFail ?></span><?cs elif:x.Verdict == "warn" ?><span class="ga-tag ga-tag_warn"><?cs var:Text.Collect.VerdictWarn ?></span><?cs else ?><span class="ga-tag ga-tag_good"><?cs var:Text.Collect.VerdictPass ?></span><?cs /if ?></td></tr><?cs /def ?>
<div class="ga-review" id="review" data-token="<?cs var:One.Token ?>"<?cs if:One.Mine ?> data-mine="1"<?cs /if ?> data-over="<?cs var:Text.Review.SessionOver ?>" data-login="<?cs var:Text.Review.ToLogin ?>" data-lost="<?cs var:Text.Review.NotSaved ?>" data-network="<?cs var:Text.Review.NoNetwork ?>" data-loading="<?cs var:Text.Review.Loading ?>" data-reason="<?cs var:Text.Review.NoReason ?>">
<div class="ga-review__who">
<h1><?cs var:One.Name ?></h1>
<p><?cs var:One.No ?> · <?cs var:One.Class ?> · <?cs var:One.Major ?> · <?cs var:Text.Review.SubmittedAt ?> <?cs var:One.At ?> · <span class="ga-tag"><?cs var:One.StateText ?></span></p>
<p><a href="/admin/review?<?cs var:One.Query ?>"><?cs var:Text.Review.ToWall ?></a></p>
</div>
<div class="gp-stage ga-stage<?cs if:One.Enrolment ?> ga-stage_three<?cs /if ?>" id="stage">
<figure class="ga-frame" id="original"><?cs if:One.Original ?><?cs if:Ruler.Input.Width ?>
<svg class="ga-original" viewBox="0 0 <?cs var:Ruler.Input.Width ?> <?cs var:Ruler.Input.Height ?>" role="img" aria-label="<?cs var:Text.Review.OriginalAlt ?>"<?cs if:Ruler.Crop.Width ?> data-crop="<?cs var:Ruler.Crop.X ?> <?cs var:Ruler.Crop.Y ?> <?cs var:Ruler.Crop.Width ?> <?cs var:Ruler.Crop.Height ?>"<?cs /if ?>><image href="/admin/photos/<?cs var:One.Token ?>/original.jpg" width="<?cs var:Ruler.Input.Width ?>" height="<?cs var:Ruler.Input.Height ?>"></image><?cs if:Ruler.Crop.Width ?><rect class="ga-crop" x="<?cs var:Ruler.Crop.X ?>" y="<?cs var:Ruler.Crop.Y ?>" width="<?cs var:Ruler.Crop.Width ?>" height="<?cs var:Ruler.Crop.Height ?>"></rect><?cs /if ?></svg><?cs else ?>
<img src="/admin/photos/<?cs var:One.Token ?>/original.jpg" alt="<?cs var:Text.Review.OriginalAlt ?>"><?cs /if ?><?cs else ?>
<p class="gp-note"><?cs var:Text.Review.NoOriginal ?></p><?cs /if ?>
<figcaption><?cs var:Text.Review.Original ?></figcaption>
</figure>
<figure class="ga-frame" id="result"><?cs if:One.Result ?>
<span class="ga-picture"><img src="/admin/photos/<?cs var:One.Token ?>/result.jpg" alt="<?cs var:Text.Review.ResultAlt ?>" width="<?cs if:Report.Width ?><?cs var:Report.Width ?><?cs else ?>480<?cs /if ?>" height="<?cs if:Report.Height ?><?cs var:Report.Height ?><?cs else ?>640<?cs /if ?>"><?cs call:gp_ruler() ?></span><?cs else ?>
<p class="gp-note"><?cs var:Text.Review.NoPicture ?></p><?cs /if ?>
<figcaption><?cs var:Text.Review.Result ?><?cs if:Report.Width ?> <?cs var:Report.Width ?> × <?cs var:Report.Height ?> px, <?cs var:Report.Bytes ?><?cs /if ?><?cs if:Ruler.Width ?> <label><input type="checkbox" id="ruler" checked> <?cs var:Text.Review.Ruler ?></label><?cs /if ?></figcaption>
</figure><?cs if:One.Enrolment ?>
<figure class="ga-frame" id="enrolment">
<img class="ga-enrolment" src="/admin/photos/<?cs var:One.Token ?>/enrolment.jpg" alt="<?cs var:Text.Review.EnrolmentAlt ?>">
<figcaption><?cs var:Text.Review.Enrolment ?></figcaption>
</figure><?cs /if ?>
</div>
<div class="ga-panel">
<p class="gp-error" id="trouble" role="alert" hidden></p><?cs if:One.Mine ?>
<form method="post" action="/admin/review/<?cs var:One.Token ?>/accept" class="ga-decide"><?cs call:hidden() ?>
<button class="ga-button ga-button_good" type="submit" data-key="a"><kbd>A</kbd> <?cs var:Text.Review.Accept ?></button>
<button class="ga-button" type="submit" data-key="n" formaction="/admin/review/<?cs var:One.Token ?>/skip"><kbd>N</kbd> <?cs var:Text.Review.Skip ?></button>
<button class="ga-button" type="submit" data-key="u" formaction="/admin/review/undo"><kbd>U</kbd> <?cs var:Text.Review.Undo ?></button>
</form>
<form method="post" action="/admin/review/<?cs var:One.Token ?>/reject" class="ga-reject" id="reject"><?cs if:Form.Error ?>
<p class="gp-error" role="alert"><?cs var:Form.Error ?></p><?cs /if ?><?cs call:hidden() ?><?cs call:gp_why() ?>
<p><button class="ga-button ga-button_bad" type="submit"><kbd>R</kbd> <?cs var:Text.Review.Reject ?></button> <span class="gp-note"><?cs var:Text.Review.Hint ?></span></p>
</form><?cs elif:One.Claimed ?>
<p class="gp-verdict gp-verdict_warn"><?cs var:Text.Review.ClaimedLead ?> <b><?cs var:One.Claimed ?></b></p><?cs elif:One.Free ?>
<form method="post" action="/admin/review/<?cs var:One.Token ?>/take" class="ga-decide"><?cs call:hidden() ?>
<p><?cs var:Text.Review.FreeLead ?></p>
<button class="ga-button ga-button_primary" type="submit"><?cs var:Text.Review.TakeIt ?></button>
</form><?cs else ?><?cs if:One.Why ?>
<p class="gp-verdict gp-verdict_bad"><?cs var:Text.Review.WhyShown ?> <?cs var:One.Why ?></p><?cs /if ?>
<form method="post" action="/admin/review/next" class="ga-decide"><?cs call:hidden() ?>
<button class="ga-button" type="submit"><?cs var:Text.Review.Start ?></button>
<button class="ga-button" type="submit" data-key="u" formaction="/admin/review/undo"><kbd>U</kbd> <?cs var:Text.Review.Undo ?></button>
</form><?cs /if ?><?cs if:One.HeadCover ?>
<p class="gp-verdict gp-verdict_warn"><?cs var:Text.Review.HeadCover ?></p><?cs /if ?><?cs if:One.Remark || Remarks.0.Text ?>
<div class="gp-verdict gp-verdict_warn"><b><?cs var:Text.Review.Remark ?></b><?cs each:x = Remarks ?> <?cs var:x.Text ?><?cs /each ?><?cs if:One.Remark ?><p class="gp-quote"><?cs var:One.Remark ?></p><?cs /if ?></div><?cs /if ?>
<table class="ga-table ga-measures"><caption><?cs var:Text.Review.Measured ?><?cs if:One.Verdict == "pass" ?> · <?cs var:Text.Review.AllPass ?><?cs /if ?></caption>
<tbody><?cs each:x = Rules ?><?cs if:x.Hint || x.Ruler ?><?cs call:rule(x) ?><?cs /if ?><?cs /each ?>
</tbody>
</table><?cs if:Report.Other ?>
<details class="ga-more"><summary><?cs var:Text.Review.Others ?></summary>
<table class="ga-table ga-measures"><tbody><?cs each:x = Rules ?><?cs if:x.Other ?><?cs call:rule(x) ?><?cs /if ?><?cs /each ?>
</tbody></table>
</details><?cs /if ?>
</div>
<p class="ga-keys"><kbd>A</kbd> <?cs var:Text.Review.HelpAccept ?> · <kbd>R</kbd> <?cs var:Text.Review.HelpReject ?> · <?cs var:Text.Review.HelpSeveral ?> · <kbd>N</kbd> <?cs var:Text.Review.HelpNext ?> · <kbd>U</kbd> <?cs var:Text.Review.HelpUndo ?> · <kbd>Z</kbd> <?cs var:Text.Review.HelpZoom ?> · <kbd>C</kbd> <?cs var:Text.Review.HelpCompare ?></p>
</div>
<?cs include:"layout/admin_end.cs" ?>
