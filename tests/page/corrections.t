#!/bin/bash
# What students say is wrong in their information, and what a registrar makes
# of it.
. "$(dirname "$0")/lib.sh"

list=/admin/corrections
campaign=demo0000000000000000000000000001
# say STUDENT_NO MESSAGE: $one is its page.
say() {
	program student
	client "$1"
	login_as "$1"
	sql "INSERT INTO correction (enrolment_id, message, state, created_at)
	    SELECT e.id, '$2', 'open', UTC_TIMESTAMP() FROM enrolment e
	    JOIN roster ro ON ro.id = e.roster_id
	    WHERE ro.student_no = '$1'"
	one=$list/$(sql 'SELECT MAX(id) FROM correction')
	program admin
}
told() {
	sql "SELECT COUNT(*) FROM outbox WHERE template = '$1'"
}

# --- not allowed ----------------------------------------------------------

say 22300010001 '专业应为<b>软件</b>'
for who in reviewer administrator; do
	client "$who"
	staff_login "$who"
	for page in $list "$one"; do
		get "$page"
		is_status 403 "$page is not for a $who"
	done
done
client stranger
staff_login stranger
get "$one"
is_status 404 "another school's registrar has no such correction"
post "$one/answer" Answer=x
is_status 404 'and answers none'
post "$one/roster" Version=1 Name=x
is_status 404 'and changes no row by it'
client desk
staff_login desk registrar demo 外国语学院
get "$list?campaign=$campaign"
is_status 200 'the registrar of a department'
hasnt 软件 "has that department's"
get "$one"
is_status 404 'alone'

# --- into the roster ------------------------------------------------------

client registrar
staff_login registrar
me=$staff
get /admin
has "$list?campaign=$campaign\">1<" 'the first page says that it waits'
get "$list?campaign=$campaign"
has '专业应为&lt;b&gt;软件' 'the list has it, escaped'
is "$(sql "SELECT COUNT(*) FROM audit WHERE action = 'roster.view'
    AND actor_id = $me AND detail = 'corrections'")" 1 'a look is on record'
department=$(sql "SELECT id FROM department WHERE name = '外国语学院'")
get "$list?campaign=$campaign&department=$department"
hasnt 软件 'by department'
get "$list?campaign=$campaign&state=over"
has 没有学生反映的问题 'those that are done'
get "$list/999999"
is_status 404 'what is not there'
get "$one"
is_status 200 'one of them'
has 'value="计算机科学与技术"' 'with the row as it is'
version=$(sed -n 's/.*name="Version" value="\([0-9]*\)".*/\1/p' "$T/body")
# mend [NAME=VALUE]...: later values win.
mend() {
	post "$one/roster" Version="$version" Name=林晓雯 Sex=F Major=软件工程 \
	    Class=2022级1班 Level=本科 Graduation=2027-06 "$@"
}
request POST "$one/roster" Name=x
is_status 403 'a POST needs its token'
post "$one/roster" Version="$version" Name= Sex=X Major=软件
is_status 422 'what is wrong is refused'
has 请填写姓名 'a name that is missing'
has 请选择性别 'a sex that is none'
has 'value="软件"' 'what was entered stays'
post "$one/roster" Version="$version" Name=林晓雯 \
    Note="$(printf '字%.0s' {1..61})"
has 附言最多 'a note that is too long'
sql "UPDATE roster SET updated_at = updated_at + INTERVAL 5 SECOND
    WHERE student_no = '22300010001'"
post "$one/roster" Version="$version" Name= Sex=F
is_status 422 'a mistake in a form that is old by now'
has "name=\"Version\" value=\"$version\"" 'does not make it a new one'
mend
is_status 409 'a row that has changed meanwhile'
has 刚刚改过 'is told'
is "$(sql "SELECT CONCAT(state, '|', major) FROM correction,
    roster WHERE student_no = '22300010001'")" 'open|计算机科学与技术' \
    'and nothing is half done'
version=$(sed -n 's/.*name="Version" value="\([0-9]*\)".*/\1/p' "$T/body")
mend Note=已核实
is_redirect "$list?campaign=$campaign" 'a good change'
is "$(sql "SELECT CONCAT_WS('|', name, sex, major, class_name, level,
    graduation) FROM roster WHERE student_no = '22300010001'")" \
    '林晓雯|F|软件工程|2022级1班|本科|2027-06' 'is in the roster'
is "$(sql "SELECT CONCAT_WS('|', state, answer, staff_id = $me)
    FROM correction")" 'done|已核实|1' 'with the note'
is "$(sql "SELECT GROUP_CONCAT(action ORDER BY id) FROM audit
    WHERE actor_id = $me AND action IN ('roster.change',
    'correction.answer')")" roster.change,correction.answer 'on record'
is "$(told corrected)" 1 'and the student is told'
mend
is_status 409 'a second answer'
has 别人刚刚处理过 'is too late'
is "$(told corrected)" 1 'and tells nobody'
get "$list?campaign=$campaign&state=over"
has 已更正 'it is among those that are done'

# --- an answer alone --------------------------------------------------------

say 22300010002 '名字写错了'
client registrar
post "$one/answer" Answer=
is_status 422 'an answer needs words'
has 请填写答复 'and says so'
post "$one/answer" Answer="$(printf '字%.0s' {1..61})"
is_status 422 'but not too many'
post "$one/answer" Answer='与学籍一致，请到教务处核对'
is_redirect "$list?campaign=$campaign" 'an answer'
is "$(sql "SELECT CONCAT_WS('|', state, answer) FROM correction
    ORDER BY id DESC LIMIT 1")" 'answered|与学籍一致，请到教务处核对' \
    'is stored'
is "$(sql "SELECT params FROM outbox WHERE template = 'answered'")" \
    '{"reason":"与学籍一致，请到教务处核对"}' 'and sent'
post "$one/answer" Answer=x
is_status 409 'once'
is "$(told answered)" 1 'alone'
say 22300010004 '班级不对'
client registrar
get "$list?campaign=$campaign&after=${one##*/}"
hasnt 班级不对 'pages go on after a number'
get "$list?campaign=$campaign&after=x"
is_status 422 'and after nothing else'
done_testing
