<?cs # Graduate or new student, and which enrolment.
  Reads Collect.Kind (graduate, new_student; none: not chosen yet),
  Choices.<i>.{Id,School,Campaign,StudentNo,Department,Status,Token,Open},
  Form.Error, Page.Csrf.
?><?cs set:Page.Title = Text.Collect.IdentityTitle ?><?cs set:Page.Back = "/home" ?><?cs include:"layout/top.cs" ?><?cs include:"layout/steps.cs" ?><?cs include:"layout/form.cs" ?><?cs

def:kind(value, class, label, hint) ?>
<form method="post" action="/collect/identity">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<button class="gp-kind <?cs var:class ?>" type="submit" name="Kind" value="<?cs var:value ?>"><img src="<?cs var:Static ?>/guide/<?cs var:value ?>.svg" alt="" width="56" height="56"><span><b><?cs var:label ?></b><small><?cs var:hint ?></small></span></button>
</form><?cs /def ?><?cs

if:!Collect.Kind ?>
<h1><?cs var:Text.Collect.IdentityTitle ?></h1>
<p class="gp-lead"><?cs var:Text.Collect.IdentityLead ?></p><?cs if:Form.Error ?>
<p class="gp-error" role="alert" tabindex="-1"><?cs var:Form.Error ?></p><?cs /if ?>
<div class="gp-kinds"><?cs
call:kind("graduate", "gp-kind_graduate", Text.Collect.Graduate, Text.Collect.GraduateHint) ?><?cs
call:kind("new_student", "gp-kind_new", Text.Collect.NewStudent, Text.Collect.NewStudentHint) ?>
</div><?cs

elif:!subcount(Choices) ?>
<h1><?cs var:Text.Collect.NoneTitle ?></h1>
<p class="gp-lead"><?cs var:Text.Collect.NoneLead ?></p>
<ol class="gp-card gp-list">
<li><?cs var:Text.Collect.NoneDo1 ?></li>
<li><?cs var:Text.Collect.NoneDo2 ?></li>
<li><?cs var:Text.Collect.NoneDo3 ?></li>
</ol>
<p class="gp-actions"><a class="weui-btn weui-btn_default" href="/collect/identity"><?cs var:Text.Collect.OtherKind ?></a></p><?cs

else ?>
<h1><?cs if:subcount(Choices) > #1 ?><?cs var:Text.Collect.ChooseTitle ?><?cs else ?><?cs var:Text.Collect.ChooseOne ?><?cs /if ?></h1><?cs if:subcount(Choices) > #1 ?>
<p class="gp-lead"><?cs var:Text.Collect.ChooseLead ?></p><?cs /if ?><?cs
each:choice = Choices ?>
<section class="gp-card gp-choice">
<h2><?cs var:choice.School ?></h2>
<p><?cs var:choice.Campaign ?></p>
<p class="gp-note"><?cs var:choice.Department ?> · <?cs var:Text.Collect.StudentNo ?> <?cs var:choice.StudentNo ?></p><?cs
if:choice.Open ?>
<form method="post" action="/collect/identity">
<input type="hidden" name="csrf" value="<?cs var:Page.Csrf ?>">
<button class="weui-btn weui-btn_primary" type="submit" name="Enrolment" value="<?cs var:choice.Id ?>"><?cs if:choice.Status == "new" ?><?cs var:Text.Collect.Start ?><?cs else ?><?cs var:Text.Collect.Continue ?><?cs /if ?></button>
</form><?cs
elif:choice.Status == "closed" ?>
<p class="gp-tag gp-tag_warn"><?cs var:Text.Collect.StatusClosed ?></p><?cs
elif:choice.Status == "ordered" ?>
<p class="gp-tag gp-tag_warn"><?cs var:Text.Collect.StatusOrdered ?></p>
<a class="weui-btn weui-btn_primary" href="/orders"><?cs var:Text.Collect.ToOrders ?></a><?cs
else ?>
<p class="gp-tag gp-tag_good"><?cs var:Text.Collect.StatusSubmitted ?></p>
<a class="weui-btn weui-btn_default" href="/collections/<?cs var:choice.Token ?>"><?cs var:Text.Collect.ToCollection ?></a><?cs
/if ?>
</section><?cs /each ?>
<p class="gp-actions"><a class="gp-link" href="/collect/identity"><?cs var:Text.Collect.OtherKind ?></a></p><?cs
/if ?>
<?cs include:"layout/bottom.cs" ?>
