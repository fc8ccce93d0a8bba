#!/bin/bash
# The graduates of a campaign, as a registrar finds and mends them.
. "$(dirname "$0")/lib.sh"

campaign=demo0000000000000000000000000001
list=/admin/roster/list
at="$list?campaign=$campaign"
row=$(sql "SELECT id FROM roster WHERE student_no = '22300010001'")
one=$list/$row
numbers() {
	grep -oE "$list/[0-9]+\">[^<]+" "$T/body" | sed 's/.*>//' |
	    tr '\n' ' '
}

# --- not allowed ----------------------------------------------------------

for who in reviewer administrator; do
	client "$who"
	staff_login "$who"
	for page in "$list" "$list.csv" "$one"; do
		get "$page"
		is_status 403 "$page is not for a $who"
	done
done
client stranger
staff_login stranger
get "$one"
is_status 404 "another school's registrar has no such student"
post "$one" Version=1 Name=x
is_status 404 'and changes none'
client desk
staff_login desk registrar demo 外国语学院
desk=$(sql "SELECT id FROM department WHERE name = '外国语学院'")
info=$(sql "SELECT id FROM department WHERE name = '信息工程学院'")
get "$at"
is_status 200 'the registrar of a department'
hasnt 22300010001 "has that department's students"
get "$list.csv?campaign=$campaign"
hasnt 22300010001 'in the table too'
get "$at&department=$info"
is_status 404 'and not another department'
get "$one"
is_status 404 'nor a student of it'

# --- the list -------------------------------------------------------------

client registrar
staff_login registrar
me=$staff
get "$at"
is_status 200 'the list'
has 22300010001 'with its students'
is "$(sql "SELECT COUNT(*) FROM audit WHERE action = 'roster.view'
    AND actor_id = $me AND detail = 'list'")" 1 'a look is on record'
all=$(sql "SELECT COUNT(*) FROM roster r JOIN campaign k
    ON k.id = r.campaign_id WHERE k.token = '$campaign'")
has "<b>$all</b>" 'and their number'
get "$at&department=$info"
hasnt 22300020001 'by department'
has '计算机科学与技术</option>' 'whose majors may be chosen'
class=$(sql "SELECT class_name FROM roster WHERE id = $row")
sql "UPDATE roster SET class_name = '别的班' WHERE student_no = '22300010002'"
get "$at&department=$info&class=$(url_encode "$class")"
has 22300010001 'by class'
hasnt 22300010002 'alone'
get "$at&department=$desk&class=$(url_encode "$class")"
ok '[ -n "$(numbers)" ]' "another department's class is forgotten"
get "$at&q=22300010002"
is "$(numbers)" '22300010002 ' 'by number'
sql "UPDATE roster SET name = '<b>甲%' WHERE student_no = '22300010002'"
get "$at&q=%E7%94%B2%25"
is "$(numbers)" '22300010002 ' 'by a part of the name'
has '&lt;b&gt;甲%' 'which is escaped'
get "$at&q=_"
has '没有符合条件的学生' 'signs of a pattern are none'
get "$at&stage=accepted"
has '没有符合条件的学生' 'by state'
get "$at&stage=none&sort=name"
has 'aria-sort="ascending"' 'sorted'
get "$list?campaign=nowhere"
is_status 404 'a campaign that is not there'

# Pages: more rows than one, under each order none is lost or there twice.
sql "INSERT INTO roster (campaign_id, department_id, student_no, name,
    id_type, id_sealed, id_lookup, class_name, created_at, updated_at)
    SELECT k.id, IF(s.seq % 2, $info, $desk), CONCAT('Z', 100000 + s.seq),
    CONCAT('生', s.seq % 7), 'card', 'x', UNHEX(SHA2(s.seq, 256)),
    IF(s.seq % 3, '', CONCAT(s.seq % 5, '班')), UTC_TIMESTAMP(),
    UTC_TIMESTAMP() FROM campaign k, seq_1_to_230 s
    WHERE k.token = '$campaign'"
all=$((all + 230))
for sort in number name department class; do
	get "$at&sort=$sort"
	: >"$T/seen"
	pages=0
	while
		numbers | tr ' ' '\n' | sed '/^$/d' >>"$T/seen"
		pages=$((pages + 1))
		next=$(sed -n "s|.*href=\"\($list?[^\"]*&amp;after=[^\"]*\)\".*|\1|p" \
		    "$T/body" | sed 's/&amp;/\&/g')
		[ -n "$next" ] && [ "$pages" -lt 9 ]
	do
		get "$next"
	done
	is "$(sort -u "$T/seen" | wc -l) $(wc -l <"$T/seen")" "$all $all" \
	    "by $sort every student is on one page, once"
done

# --- the table ------------------------------------------------------------

sql "UPDATE roster SET name = '=1+1' WHERE student_no = '22300010002'"
get "$list.csv?campaign=$campaign&sort=class"
is_status 200 'the table'
is "$(header Content-Type)" 'text/csv; charset=utf-8' 'is CSV'
is "$(head -c 3 "$T/body" | od -An -tx1)" ' ef bb bf' 'with a BOM'
is "$(wc -l <"$T/body")" $((all + 1)) 'of all that match'
has "'=1+1" 'a formula is none'
hasnt 1380013 'and no phone number is in it'
is "$(sql "SELECT COUNT(*) FROM audit WHERE action = 'roster.export'
    AND actor_id = $me")" 1 'on record'

# --- one ------------------------------------------------------------------

get "$list/999999"
is_status 404 'what is not there'
get "$one"
is_status 200 'one student'
has 'value="林晓雯"' 'with the row as it is'
version() {
	sed -n 's/.*name="Version" value="\([0-9]*\)".*/\1/p' "$T/body"
}
version=$(version)
mend() {
	post "$one" Version="$version" Name=林晓雯 Sex=F Department="$desk" \
	    Major=软件工程 Class=1班 Level=本科 Graduation=2027-06 \
	    Phone=13800138000 Email=
}
stored() {
	sql "SELECT CONCAT_WS('|', name, sex, department_id, major,
	    class_name, level, graduation, phone, email)
	    FROM roster WHERE id = $row"
}
before=$(stored)
request POST "$one" Name=x
is_status 403 'a POST needs its token'
post "$one" Version="$version" Name= Sex=X Department=x Phone=12 Email=x \
    Major=软件
is_status 422 'what is wrong is refused'
has 请填写姓名 'a name that is missing'
has 请选择性别 'a sex that is none'
has '手机应为 11 位' 'a phone number'
has 邮箱不对 'an address'
has 'value="软件"' 'what was entered stays'
other=$(sql "SELECT d.id FROM department d JOIN school s
    ON s.id = d.school_id WHERE s.code <> 'demo' LIMIT 1")
post "$one" Version="$version" Name=x Sex=F Department="${other:-999999}"
is_status 422 'a department of another school'
has 请选择您负责的院系 'is none of theirs'
is "$(stored)" "$before" 'and nothing is changed'
sql "UPDATE roster SET updated_at = updated_at + INTERVAL 5 SECOND
    WHERE id = $row"
mend
is_status 409 'a row that has changed meanwhile'
has 刚刚改过 'is told'
has 'value="软件工程"' 'and what was entered stays'
is "$(stored)" "$before" 'not stored'
get "$one"
old=$(version)
sql "UPDATE roster SET updated_at = updated_at + INTERVAL 5 SECOND
    WHERE id = $row"
post "$one" Version="$old" Name= Sex=F Department="$desk"
is_status 422 'a mistake in a form that is old by now'
is "$(version)" "$old" 'does not make it a new one'
get "$one"
version=$(version)
mend
is_redirect "$one" 'a good change'
is "$(stored)" "林晓雯|F|$desk|软件工程|1班|本科|2027-06|13800138000|" \
    'is in the roster'
is "$(sql "SELECT CONCAT_WS('|', action, object_id = $row, detail)
    FROM audit WHERE actor_id = $me AND action = 'roster.change'")" \
    "roster.change|1|department, major, class, phone" \
    'on record, without what they are'
mend
is_status 409 'once'
done_testing
