#!/bin/bash
# What a registrar tells students: for a campaign, for the school.
. "$(dirname "$0")/lib.sh"

list=/admin/announcements
for who in reviewer administrator; do
	client "$who"
	staff_login "$who"
	for page in '' /new /1; do
		get "$list$page"
		is_status 403 "$list$page is not for a $who"
	done
done
client registrar
staff_login registrar
me=$staff
audited() {
	sql "SELECT COUNT(*) FROM audit WHERE action = 'announcement.$1'
	    AND actor = 'staff' AND actor_id = $me"
}
id_of() {
	sql "SELECT id FROM $1 WHERE $2"
}
campaign=c$(id_of campaign "feature_code = 'DEMO26'")
school=s$(id_of school "code = 'demo'")

# --- a new one ------------------------------------------------------------

get $list
has 没有通知 'there is none at first'
get $list/new
is_status 200 'the form of a new one'
has "value=\"$campaign\"" 'for a campaign'
has "value=\"$school\"" 'or the school'
# add [NAME=VALUE]...: later values win.
add() {
	post $list For="$campaign" TitleZh=放假安排 TitleEn=Holidays \
	    BodyZh=$'第一行\r\n\r\n  第二行  ' BodyEn=None "$@"
}
request POST $list TitleZh=x
is_status 403 'a POST needs its token'
post $list For="$campaign" TitleZh=放假 BodyZh= TitleEn= BodyEn=x \
    From=tomorrow Until=2026-01-01
is_status 422 'what is wrong is refused'
has 请填写英文标题 'a title that is missing'
has 请填写中文正文 'a text that is missing'
has 'value="放假"' 'what was entered stays'
post $list For="$campaign" TitleZh=a BodyZh=a TitleEn=a BodyEn=a \
    From=tomorrow Until=2026-11-01
has 请填写开始时间 'a beginning that is none'
post $list For="$campaign" TitleZh=a BodyZh=a TitleEn=a BodyEn=a \
    From=2026-12-01 Until=2026-11-01
has 结束时间须晚于开始时间 'an end before the beginning'
post $list For="$campaign" TitleZh=a TitleEn=a BodyEn=a \
    BodyZh="$(printf '字%.0s' {1..2001})"
is_status 422 'a text that is too long'
for to in c999 s999 x ''; do
	post $list For=$to TitleZh=a BodyZh=a TitleEn=a BodyEn=a
	is_status 422 "nobody is told by '$to'"
done
add
is_redirect $list 'a good one'
is "$(sql 'SELECT REPLACE(body_zh, CHAR(10), "|") FROM announcement')" \
    '第一行||第二行' 'is stored with its lines'
is "$(audited add)" 1 'and on record'
post $list For="$school" TitleZh=全校 TitleEn=All BodyZh=甲 BodyEn=A
post $list For="$campaign" TitleZh=以后 TitleEn=Later BodyZh=甲 BodyEn=A \
    From=2099-01-01T08:00
get $list
has '放假安排' 'the list has it'
hasnt 1970年 'one without an end has none'
has '未开始' 'one that is to come says so'
get "$list?state=before"
has '以后' 'by state'
hasnt '放假安排' 'alone'
get "$list?before=$(id_of announcement "title_zh = '以后'")&state=open"
has '放假安排' 'what is older'
hasnt '以后' 'alone'
get "$list?before=x"
is_status 422 'a page that makes no sense'

# --- what students see ----------------------------------------------------

program student
client student
login_as 22300010001
sql "INSERT IGNORE INTO enrolment (account_id, roster_id, created_at)
    SELECT $account, id, UTC_TIMESTAMP() FROM roster
    WHERE campaign_id <> ${campaign#c} ORDER BY id LIMIT 1"
get /home
has 放假安排 "students have their campaign's"
hasnt 以后 'not what is to come'
is "$(grep -c '<h3>全校' "$T/body")" 1 "and the school's, once"
client new_student
login_as "$(sql "SELECT student_no FROM roster r JOIN campaign k
    ON k.id = r.campaign_id WHERE k.feature_code = 'NEW026'
    ORDER BY r.id DESC LIMIT 1")"
get /home
has 全校 "those of another campaign have the school's"
hasnt 放假安排 'alone'

# --- a change -------------------------------------------------------------

program admin
client registrar
one=$list/$(id_of announcement "title_zh = '放假安排'")
get "$one"
is_status 200 'one of them'
has '第二行' 'with its text'
change() {
	post "$one" Version="$1" TitleZh=改了 TitleEn=Changed BodyZh=乙 \
	    BodyEn=B From=2026-01-01T08:00 Until="$2"
}
change 1 2020-01-01
is_status 422 'a change that is wrong'
has 'value="改了"' 'keeps what was entered'
change 1 2099-01-01T00:00
is_redirect $list 'a good change'
is "$(audited change)" 1 'is on record'
change 1 ''
is_status 409 'one of what was changed meanwhile'
has 别人刚刚修改过 'is told'
has 'name="Version" value="2"' 'and counts when it is sent once more'
change 1 2020-01-01
is_status 422 'a mistake in a form that is old by now'
has 'name="Version" value="1"' 'does not make it a new one'
is "$(sql "SELECT version FROM announcement WHERE title_zh = '改了'")" 2 \
    'nothing was changed'
post "$one/end"
is_redirect $list 'one is taken down'
get "$list?state=over"
has 改了 'and is over'
program student
client student
get /home
hasnt 改了 'for students'

# --- not theirs -----------------------------------------------------------

program admin
client stranger
staff_login stranger
get "$one"
is_status 404 "another school's registrar has no such announcement"
change 3 ''
is_status 404 'and changes none'
post "$one/end"
is_status 404 'and ends none'
post $list For="$school" TitleZh=a BodyZh=a TitleEn=a BodyEn=a
is_status 422 'nor tells its students anything'
get $list
hasnt '>全校<' 'and sees none'
client desk
staff_login desk registrar demo 信息工程学院
get "$one"
is_status 404 'nor has the registrar of one department'
client registrar
get $list/999999
is_status 404 'what is not there'
done_testing
