<?cs # The four steps of a collection, above each of its pages.
  Reads Steps.Current (1 to 4).
?><?cs def:gp_step(number, label) ?>
<li<?cs if:Steps.Current == number ?> class="gp-step_now" aria-current="step"<?cs elif:Steps.Current > number ?> class="gp-step_done"<?cs /if ?>><span class="gp-step__dot" aria-hidden="true"><?cs var:number ?></span><span class="gp-step__label"><?cs var:label ?></span><?cs if:Steps.Current > number ?><span class="gp-unseen"><?cs var:Text.Common.StepDone ?></span><?cs /if ?></li><?cs /def ?>
<nav aria-label="<?cs var:Text.Common.Steps ?>">
<ol class="gp-steps"><?cs
call:gp_step(#1, Text.Common.Step1) ?><?cs
call:gp_step(#2, Text.Common.Step2) ?><?cs
call:gp_step(#3, Text.Common.Step3) ?><?cs
call:gp_step(#4, Text.Common.Step4) ?>
</ol>
</nav>
