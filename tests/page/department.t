#!/bin/bash
# The department: its numbers, who is missing, reminders.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/review.sh"

program admin
client nobody
for page in department missing; do
	get /admin/$page
	is_redirect "/admin/login?next=/admin/$page" "/$page needs a log-in"
done
client registrar
staff_login registrar
get /admin/department
is_status 403 'and a reviewer'
get /admin/missing
is_status 403 'so do the missing'
client empty
staff_login lonely reviewer demo 信息工程学院
sql "UPDATE staff_role SET department_id = (SELECT id FROM department
    WHERE name = '艺术学院') WHERE staff_id = $staff"
sql "DELETE FROM roster WHERE department_id = (SELECT id FROM department
    WHERE name = '艺术学院')"
get /admin/department
is_status 200 'a department without students'
has '学校还没有导入' 'says so'

# --- numbers ---------------------------------------------------------------

program student
client student
login_as 22300010001
program admin
submitted 22300010001
submitted 22300010002
sql "UPDATE collection SET state = 'rejected', live = NULL
    WHERE photo_id = (SELECT id FROM photo WHERE token = '$photo')"
submitted 22300010003
sql "UPDATE collection SET state = 'approved'
    WHERE photo_id = (SELECT id FROM photo WHERE token = '$photo')"
submitted 22300020001
client one
staff_login reviewer
words() {
	tail -n +30 "$T/body" | tr -d '\n' | sed 's/<[^>]*>/ /g' | tr -s ' ' \
	    >"$T/text"
}
get /admin
words
ok 'grep -qE "信息工程学院 2027届毕业生 [^ ]+ 24:00 1 1 2 4" "$T/text"' \
    'the first page says what waits: to review, to hand in, missing, of all'
hasnt 外国语学院 'in the own department'
hasnt 待接收 'and nothing of a registrar'
reviewer=$staff
client desk
staff_login registrar
sql "INSERT INTO batch (token, campaign_id, department_id, number, staff_id,
    created_at) SELECT REPEAT('b', 32), campaign_id, department_id, 9, $staff,
    UTC_TIMESTAMP() FROM roster WHERE student_no = '22300020001'"
get /admin
words
ok 'grep -qE "2027届毕业生 [^ ]+ 24:00 1 0 [0-9]+ 0 0 [0-9]+" "$T/text"' \
    'a registrar sees open batches'
sql "UPDATE staff_role SET department_id = (SELECT id FROM department
    WHERE name = '信息工程学院') WHERE staff_id = $staff"
get /admin
words
ok 'grep -qE "2027届毕业生 [^ ]+ 24:00 0 0 2 0 0 4" "$T/text"' \
    'of their own departments'
sql "UPDATE campaign SET closes_at = UTC_TIMESTAMP() - INTERVAL 1 DAY"
get /admin
has 已截止 'what is over is marked'
sql "UPDATE campaign SET closes_at = UTC_TIMESTAMP() - INTERVAL 61 DAY"
get /admin
hasnt 2027届毕业生 'and goes after two months'
sql "UPDATE campaign SET closes_at = UTC_TIMESTAMP() + INTERVAL 90 DAY;
    DELETE FROM batch"
client one
staff=$reviewer
get /admin/department
is_status 200 'the dashboard'
words
ok 'grep -qF "2 / 4 已提交 (50%)" "$T/text"' 'counts what is handed in'
ok 'grep -qF "未提交 2 其中已退回 1 待审核 1 已通过 1" "$T/text"' \
    'and each stage'
ok 'grep -qF "软件工程 2022级2班 50% 2 1 0 0 1 0 0 0" "$T/text"' \
    'by major and class'
has 'class="ga-bar_rejected"' 'with bars'
hasnt 英语 'nothing of another department'
get '/admin/department?sort=missing'
has 'aria-sort="descending"' 'can be sorted'
get '/admin/department?place=x'
is_status 404 'a place that is not there'

# --- who is missing --------------------------------------------------------

sql "UPDATE roster SET phone = '13900000002' WHERE student_no = '22300010002';
    UPDATE roster SET phone = '13900000004', email = 'chen@example.org'
    WHERE student_no = '22300010004'"
get /admin/missing
is_status 200 'who is missing'
has 周子昂 'has who was sent back'
has 陈博文 'and who has not begun'
hasnt 林晓雯 'not who waits for the review'
hasnt 孙宇轩 'nor anybody of another department'
has '139****0004' 'with the phone, masked'
hasnt 13900000004 'and not whole'
place=$(sed -n 's/.*name="place" value="\([^"]*\)".*/\1/p' "$T/body" | head -1)
is "$(sql "SELECT COUNT(*) FROM audit WHERE action = 'roster.view'
    AND actor_id = $staff")" 1 'the look at it is on record'
get '/admin/missing?phones=1'
has 13900000004 'whole where it is asked for'
is "$(sql "SELECT COUNT(*) FROM audit WHERE action = 'roster.view'
    AND actor_id = $staff AND detail LIKE '%phone numbers'")" 1 \
    'which is on record by itself'
get '/admin/missing?stage=none'
hasnt 周子昂 'by stage'
get "/admin/missing?q=$(url_encode 周子昂)"
has 周子昂 'by name'
hasnt 陈博文 'alone'
get '/admin/missing?q=2230001'
has 陈博文 'by the beginning of a number'
get "/admin/missing?class=$(url_encode '软件工程 / 2022级1班')"
hasnt 周子昂 'not those of another major'
get "/admin/missing?class=$(url_encode '计算机科学与技术 / 2022级1班')&sort=class"
has 周子昂 'by class'
hasnt 陈博文 'alone'
get '/admin/missing?after=22300010002'
hasnt 周子昂 'what follows a number'
has 陈博文 'goes on'
get "/admin/missing?sort=class&after=22300010002&after_class=$(
    url_encode 2022级1班)"
hasnt 周子昂 'sorted by class as well'
has 陈博文 'with class and number'
get '/admin/missing?stage=nonsense&sort=nonsense'
is_status 200 'what makes no sense is all of it'
get '/admin/missing?q=%27%20OR%201%3D1'
has '没有符合条件的学生' 'a quotation mark finds nothing'

# --- the list to take along ------------------------------------------------

get "/admin/missing.csv?place=$place"
is_status 200 'the list to take along'
is "$(header Content-Type)" 'text/csv; charset=utf-8' 'is CSV'
has '139****0004' 'with masked phones'
hasnt 13900000004 'and no whole one'
hasnt 林晓雯 'nobody who has handed in'
hasnt 孙宇轩 'nobody of another department'
is "$(sql "SELECT detail FROM audit WHERE action = 'roster.export'
    AND actor_id = $staff")" missing 'is on record'
get "/admin/missing.csv?place=$place&phones=1&sort=class"
has 13900000004 'whole phones where they were asked for'
is "$(sql "SELECT COUNT(*) FROM audit WHERE action = 'roster.export'
    AND actor_id = $staff AND detail LIKE '%phone numbers'")" 1 \
    'on record by itself'
many=2500
sql "INSERT INTO roster (campaign_id, department_id, student_no, name,
    id_type, id_sealed, id_lookup, class_name, created_at, updated_at)
    SELECT campaign_id, department_id, CONCAT('M', LPAD(seq, 6, '0')), '学生',
    id_type, id_sealed, id_lookup, CONCAT(seq % 7, '班'), created_at, updated_at
    FROM roster JOIN seq_1_to_$many WHERE student_no = '22300010001'"
for sort in number class; do
	get "/admin/missing.csv?place=$place&sort=$sort&q=M0&after=M000100"
	is "$(grep -c ^M "$T/body") $(grep ^M "$T/body" | sort -u | wc -l)" \
	    "$many $many" "by $sort each of many is in it once"
done
sql "DELETE FROM roster WHERE student_no LIKE 'M%'"

# --- reminders ---------------------------------------------------------------

post /admin/missing/remind "place=$place" q=nobody
is "$(sql "SELECT COUNT(*) FROM outbox WHERE template = 'missing'")" 0 \
    'nobody matches, nobody is told'
post /admin/missing/remind "place=$place"
is_status 303 'reminders'
is "$(sql "SELECT channel, recipient, lang FROM outbox
    WHERE template = 'missing' ORDER BY recipient" | xargs)" \
    'sms 13900000002 zh-CN sms 13900000004 zh-CN email chen@example.org zh-CN' \
    'to the school'"'"'s numbers'
ok 'sql "SELECT params FROM outbox WHERE template = '"'missing'"'" |
    grep -qE "^.\"date\":\"[0-9]+月[0-9]+日\".$"' 'with the last day'
is "$(sql "SELECT COUNT(*) FROM outbox WHERE template = 'missing' AND
    HOUR(next_at + INTERVAL 8 HOUR) NOT BETWEEN 8 AND 20")" 0 \
    'while people are awake'
is "$(sql "SELECT COUNT(*) FROM audit WHERE action = 'roster.reminded'")" 2 \
    'and on record'
post /admin/missing/remind "place=$place"
is "$(sql "SELECT COUNT(*) FROM outbox WHERE template = 'missing'")" 3 \
    'once a day'
has_flash() { grep -qi "^Set-Cookie: gp_flash=$1;" "$T/head"; }
ok 'has_flash Text.Flash.RemindNobody' 'which the page says'
sql 'UPDATE reminder SET sent_at = sent_at - INTERVAL 25 HOUR'
program student
client two
login_as 22300010004
sql "UPDATE account SET lang = 'en', phone = '13800009999' WHERE id = $account"
program admin
client one
post /admin/missing/remind "place=$place" stage=none
is "$(sql "SELECT recipient, lang, params LIKE '%月%' FROM outbox
    WHERE template = 'missing' AND channel = 'sms' AND account_id = $account" |
    xargs)" '13800009999 en 0' \
    'who has an account is told there, in their language'
is "$(sql "SELECT COUNT(*) FROM outbox WHERE template = 'missing'")" 5 \
    'and only who was asked for'
sql "DELETE FROM rate_count;
    UPDATE reminder SET sent_at = sent_at - INTERVAL 25 HOUR;
    UPDATE account SET state = 'deleted' WHERE id = $account;
    UPDATE roster SET phone = '' WHERE student_no <> '22300010004'"
post /admin/missing/remind "place=$place"
is "$(sql "SELECT COUNT(*) FROM outbox WHERE template = 'missing'")" 5 \
    'whose account is deleted is left alone'
client neighbour
staff_login neighbour
post /admin/missing/remind "place=$place"
is_status 404 'not another department'"'"'s students'
client one
request POST /admin/missing/remind "place=$place"
is_status 403 'a POST needs its token'
sql "UPDATE campaign SET closes_at = UTC_TIMESTAMP() - INTERVAL 1 DAY;
    UPDATE reminder SET sent_at = sent_at - INTERVAL 25 HOUR"
post /admin/missing/remind "place=$place"
ok 'has_flash Text.Flash.RemindClosed' 'a campaign that is over has none'
done_testing
