#!/bin/bash
# Schools and their departments, as registrars and administrators keep them.
. "$(dirname "$0")/lib.sh"

school=$(sql "SELECT id FROM school WHERE code = 'demo'")
at=/admin/schools/$school
held=$(sql "SELECT id FROM department WHERE name = '信息工程学院'")
version() {
	sql "SELECT version FROM school WHERE id = $school"
}
shown_version() {
	sed -n 's/.*name="Version" value="\([0-9]*\)".*/\1/p' "$T/body"
}
audited() {
	sql "SELECT COUNT(*) FROM audit WHERE action = '$1' AND actor = 'staff'
	    AND actor_id = $staff"
}

client reviewer
staff_login reviewer
get /admin/schools
is_status 403 'schools are not for a reviewer'
client stranger
staff_login stranger
get /admin/schools
hasnt "$at\"" "another school's registrar doesn't see it"
get "$at"
is_status 404 'whatever the address says'
post "/admin/departments/$held" What=rename Name=x Was=信息工程学院
is_status 404 'nor its departments'

# --- its registrar ------------------------------------------------------

client registrar
staff_login registrar
get /admin/schools
has "$at\"" 'the registrar sees the school'
hasnt /admin/schools/new 'but adds none'
get /admin/schools/new
is_status 403 'whatever the address says'
post /admin/schools Code=mine NameZh=我的大学 NameEn=Mine Contact=
is_status 403 'and whatever is sent'
get "$at"
has 信息工程学院 'with its departments'
post "$at" NameZh=江海大学 NameEn= Contact=x Version="$(version)"
is_status 422 'a name is needed'
was=$(version)
post "$at" NameZh=江海大学 NameEn='Jianghai University' Contact='教务处 110' \
    Version="$was"
is_redirect "$at" 'names and contact can be changed'
is "$(sql "SELECT contact FROM school WHERE id = $school")" '教务处 110' \
    'and are stored'
post "$at" NameZh=江海大学 NameEn='Jianghai University' Contact='教务处 999' \
    Version="$was"
is_status 409 'who saw what was there before is told'
has 刚才有人改过 'that somebody else was first'
has '教务处 999' 'and what was typed stays'
is "$(sql "SELECT contact FROM school WHERE id = $school")" '教务处 110' \
    'nothing is overwritten'
post "$at" NameZh=江海大学 NameEn='Jianghai University' Contact='教务处 999' \
    Version="$(shown_version)"
is_redirect "$at" 'who sends it again has seen it'

post "$at/departments" Name=信息工程学院
is_status 409 'a department that is there'
post "$at/departments" Name=
is_status 422 'one without a name'
post "$at/departments" Name=新院系
is_redirect "$at" 'one more'
id=$(sql "SELECT id FROM department WHERE name = '新院系'")
post "/admin/departments/$id" What=rename Name=外国语学院 Was=新院系
is_status 409 'two of one name'
has "id=\"error-$id\"" 'told in its row'
post "/admin/departments/$id" What=rename Name=新学院 Was=新院系
is "$(sql "SELECT name FROM department WHERE id = $id")" 新学院 'another name'
post "/admin/departments/$id" What=rename Name=老学院 Was=新院系
is_status 409 'not by who saw an older one'
has 老学院 'what was typed stays'
is "$(sql "SELECT name FROM department WHERE id = $id")" 新学院 'nothing changes'
post "/admin/departments/$id" What=remove Name=新学院
is "$(sql "SELECT COUNT(*) FROM department WHERE id = $id")" 0 'and it can go'
post "/admin/departments/$held" What=remove Name=信息工程学院
is_status 409 'not so where there are students'
has 还有学生 'and why'
is "$(audited department.remove)" 1 'all is on record'
get /admin/schools/99999
is_status 404 'none is none'

# --- an administrator ---------------------------------------------------

client administrator
staff_login administrator
get /admin/schools
has "$at\"" 'an administrator sees all schools'
get "$at"
is_status 200 'each of them'
get /admin/schools/new
is_status 200 'and adds one'
post /admin/schools Code='a b' NameZh= NameEn=x Contact=
is_status 422 'a code is letters and digits'
has 请检查 'all that is wrong is told'
post /admin/schools Code=DEMO NameZh=二 NameEn=Two Contact=
is_status 409 'a code is there once'
has 已有这个代码的学校 'and that is said'
has 'value="Two"' 'what was typed stays'
post /admin/schools Code=10246 NameZh='<b>大学' NameEn='B & Co' Contact='电话'
new=$(sql "SELECT id FROM school WHERE code = '10246'")
is_redirect "/admin/schools/$new" 'a new school'
is "$(audited school.add)" 1 'on record'
get "/admin/schools/$new"
has '&lt;b&gt;大学' 'escaped'
has "role=registrar&amp;place=$new" 'the next step is its registrar'
get "/admin/staff/new?role=registrar&place=$new"
has "value=\"$new\" selected" 'for this school'
get '/admin/schools?q=102'
has "/admin/schools/$new\"" 'found by the start of its code'
hasnt "$at\"" 'others are not'
get '/admin/schools?q=Jianghai'
has "$at\"" 'by a name'
get '/admin/schools?q=%25'
has 没有这样的学校 'a sign of SQL is only a sign'
sql "INSERT INTO school (code, name_zh, name_en, created_at)
    SELECT CONCAT('s', LPAD(seq, 3, '0')), CONCAT('第', seq), 'x',
    UTC_TIMESTAMP() FROM seq_1_to_120"
seen=0 next='?q=s0'
for _ in 1 2 3 4; do
	get "/admin/schools$next"
	seen=$((seen + $(grep -c '<tr><td>s' "$T/body")))
	next=$(sed -n 's/.*<a href="[^"]*\(?q=s0&amp;after=[^"]*\)".*/\1/p' \
	    "$T/body" | sed 's/&amp;/\&/')
	[ -n "$next" ] || break
done
is "$seen" 99 'page by page, each once'
done_testing
