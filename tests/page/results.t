#!/bin/bash
# What CHSI says of the photos: a list as a job, the tracker, reminders, and
# what the student sees.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/review.sh"

jobs() {
	"$GP_BUILD/worker" --config "$T/gradphoto.conf" --once --jobs 2>>"$log"
}

campaign=demo0000000000000000000000000001
head='学号,姓名,状态,原因,校对时间'

# accepted STUDENT_NO [STATE [ROUTE]]
accepted() {
	submitted "$1" pass "${3:-department}"
	sql "UPDATE collection SET state = '${2:-accepted}' WHERE photo_id =
	    (SELECT id FROM photo WHERE token = '$photo')"
}

# give WHAT: the file $T/list.csv, and its result page.
give() {
	sql 'DELETE FROM rate_count'
	request POST /admin/results -m "csrf=$(csrf)" "campaign=$campaign" \
	    "What=$1" "File=@$T/list.csv;text/csv"
	job=$(header Location | sed 's|.*/||')
	jobs
	get "/admin/jobs/$job"
}

result() {
	sql "SELECT JSON_VALUE(result, '\$.$1') FROM job
	    WHERE token = '$job'"
}

told() {
	sql "SELECT COUNT(*) FROM outbox WHERE channel = 'sms'
	    AND template = '$1'"
}

program student
client student
login_as 22300010001
program admin
client one
for i in 1 2 3 4; do
	accepted 2230001000$i
	photos[i]=$photo
done
submitted 22300020001
accepted 22300020002 delivered online
paid=$photo

sql "UPDATE roster SET phone = '13900000002'
    WHERE student_no = '22300010002'"

staff_login reviewer
get /admin/results
is_status 403 'results are the registrar'"'"'s'
client nobody
program admin
get /admin/results
is_redirect '/admin/login?next=/admin/results' 'and need a log-in'
client two
staff_login registrar
get "/admin/results?campaign=$campaign"
is_status 200 'the tracker'
has '22300010001' 'has who is to confirm'
hasnt '22300020001' 'and nobody whose photo is not there yet'
has '照片还没有被接收' 'who are counted'
get /admin
has "/admin/results?campaign=$campaign\">5</a>" 'the first page counts them'
request POST /admin/results -m "campaign=$campaign" What=dry \
    "File=@$T/small.jpg;text/csv"
is_status 403 'a POST needs its token'
post /admin/results "campaign=$campaign" What=dry
is_status 422 'a list is a file'
has '请选择一个文件' 'which is said'
post /admin/results "campaign=$campaign" What=else
is_status 422 'and what to do with it is known'

# --- a list -------------------------------------------------------------

n() {
	sql "SELECT name FROM roster WHERE student_no = '$1'"
}
{ echo "$head"
  echo "22300010001,$(n 22300010001),已校对,,2099-01-05 12:30"
  echo "22300010002,$(n 22300010002),校对有误,照片不清晰,2099/1/5"
  echo "22300010003,,未校对,,"
  echo "22300010004,谁也不是,已校对,,"
  echo "22300020001,,已校对,,"
  echo "22300020002,,有误,不是本人,"
  echo "00000000000,,已校对,,"
  echo "22300010001,,有误,,"
  echo ",,已校对,,"
  echo "22300010003,,也许,,"
} >"$T/list.csv"
give dry
is_status 200 'a check of a list'
has '没有保存，也没有通知学生' 'changes nothing'
is "$(state "${photos[1]}")" 'accepted 1' 'indeed'
is "$(told returned)" 0 'and nobody is told'
is "$(result Confirmed) $(result Refused) $(result Open) $(result Errors)" \
    '1 1 1 7' 'it says what would be'
for what in '姓名与名单不一致' '学校还没有接收该生的照片' \
    '由图片社付费采集' '这个批次没有这个学号' '前面已经出现过' \
    '没有学号' '状态应为'; do
	has "$what" 'and what is wrong with a row'
done
hasnt 22300020001 'by its line alone'
give store
has '已保存' 'a list is stored'
is "$(state "${photos[1]}")" 'confirmed 1' 'who has confirmed'
is "$(state "${photos[2]}")" 'returned 0' 'who was refused may begin anew'
is "$(state "${photos[3]}")" 'accepted 1' 'who has done nothing'
is "$(state "${photos[4]}")" 'accepted 1' 'a wrong name'
is "$(state "$paid")" 'delivered 1' 'a paid one is the studio'"'"'s'
is "$(told returned)" 1 'who is refused is told'
ok "sql 'SELECT params FROM outbox' | grep -aq '学信网：照片不清晰'" 'why'
is "$(sql "SELECT action, actor, actor_id = $staff FROM audit WHERE object =
    'collection' ORDER BY id" | tr '\t\n' ' ;')" \
    'collection.confirmed staff 1;collection.refused staff 1;' \
    'the trail has both'
is "$(sql "SELECT outcome, reason, proved_at FROM proof ORDER BY id" |
    tr '\t\n' ' ;')" \
    'confirmed  2099-01-05 04:30:00;refused 照片不清晰 2099-01-04 16:00:00;' \
    'and what CHSI said is kept, in UTC'
give store
is "$(result Confirmed) $(result Refused) $(result Already)" '0 0 2' \
    'once more changes nothing'
is "$(told returned)" 1 'and tells nobody'
printf '%s\n' 'student_no,result' '22300010001,refused' >"$T/list.csv"
give store
is "$(state "${photos[1]}")" 'returned 0' 'a later refusal counts'
is "$(told returned)" 2 'without a reason too'
accepted 22300010002
printf '%s\n' "$head" '22300010002,,有误,照片不清晰,' >"$T/list.csv"
give store
has '上一张照片的结果' 'an old refusal is not one of the new photo'
is "$(state)" 'accepted 1' 'which stays'
printf '%s\n' "$head" '22300010002,,有误,照片不清晰,2001-01-01' >"$T/list.csv"
give store
is "$(state)" 'accepted 1' 'nor is one from before it'
printf '%s\n' "$head" '22300010002,,有误,照片不清晰,2099年2月3日' >"$T/list.csv"
give store
is "$(state)" 'returned 0' 'but a later one is'
printf '%s\n' '学号,原因' '22300010003,x' >"$T/list.csv"
give store
has '缺少' 'a column that is missing'
printf 'PK\003\004xlsx' >"$T/list.csv"
give store
has '没有成功' 'another kind of file'
{ echo "$head"; echo '22300010003,,已校对,,2099/3/1'; } |
    python3 "$GP_SRC/tests/page/workbook.py" "$T/list.csv"
give dry
is "$(result Confirmed)" 1 'a workbook is read'
{ echo "$head"; for i in $(seq 300); do echo "9$i,,已校对,,"; done
  echo '22300020002,,已校对,,'; } | iconv -t GB18030 >"$T/list.csv"
give store
is "$(result Errors)" 300 'a longer one, in GB18030'
is "$(state "$paid")" 'confirmed 1' 'its last row too'

# --- the tracker --------------------------------------------------------

get "/admin/results?campaign=$campaign&state=refused"
has '照片不清晰' 'who was refused, with the reason'
hasnt 22300010003 'and nobody else'
get "/admin/results?campaign=$campaign&state=confirmed&sort=department"
has 22300020002 'who has confirmed, by department'
get "/admin/results?campaign=$campaign&q=22300010003"
has 22300010003 'by number'
hasnt 22300020002 'only that'
sql "SET @i = 0; INSERT INTO roster (campaign_id, department_id, student_no,
    name, id_type, id_sealed, id_lookup, created_at, updated_at)
    SELECT campaign_id, department_id, CONCAT('P', LPAD(@i := @i + 1, 4,
    '0')), 'x', id_type, '', UNHEX(SHA2(CONCAT('p', @i), 256)),
    UTC_TIMESTAMP(), UTC_TIMESTAMP() FROM roster r
    JOIN (SELECT id AS x FROM roster LIMIT 10) a
    JOIN (SELECT id AS y FROM roster LIMIT 11) b
    WHERE student_no = '22300010001';
    INSERT INTO collection (token, roster_id, campaign_id, live, state,
    route, created_at, updated_at) SELECT MD5(id), id, campaign_id, 1,
    'accepted', 'department', UTC_TIMESTAMP(), UTC_TIMESTAMP() FROM roster
    WHERE student_no LIKE 'P%'"
get "/admin/results?campaign=$campaign"
next=$(grep -o '/admin/results?[^"]*after=[^"]*' "$T/body" |
    sed 's/&amp;/\&/g; s/&#38;/\&/g; s/#.*//')
ok '[ -n "$next" ]' 'a page has an end'
get "$next"
has P0110 'and a next one'
hasnt P0001 'of others'
get "/admin/results?campaign=$campaign&department=9999"
is_status 404 'a department is one of theirs'

# --- reminders ----------------------------------------------------------

remind() {
	post /admin/results/remind "campaign=$campaign" "$@"
}
remind Until=2001-01-01
is_status 422 'a day that is over'
has '今天或以后的日期' 'is said to be'
has 'value="2001-01-01"' 'and is not lost'
remind Until=tomorrow
is_status 422 'a day is a date'
sql "UPDATE roster SET phone = '' WHERE student_no NOT IN ('22300010003',
    '22300010004'); UPDATE roster SET phone = '13900000001'
    WHERE student_no IN ('22300010003', '22300010004')"
day=$(date -u -d '+20 days' +%Y-%m-%d)
remind "Until=$day"
is "$(told proof)" 2 'who has not confirmed is reminded'
ok "sql \"SELECT params FROM outbox WHERE template = 'proof'\" |
    grep -q \"$(date -u -d "$day" +%-m月%-d日)\"" 'of the day'
remind "Until=$day"
is "$(told proof)" 2 'at most once a day'

# --- whose --------------------------------------------------------------

client three
staff_login stranger
get "/admin/results?campaign=$campaign"
hasnt 22300010003 'another school sees nobody'
tool campaign add --school other --kind graduate --feature OTHER1 \
    --name-zh 别的毕业生 --name-en Others --opens 2026-01-01 \
    --closes 2027-12-31 --price 20 --price-prints 35 >/dev/null
get "/admin/results?campaign=$campaign"
is_status 404 'nor the campaign'
remind "Until=$day"
is_status 404 'reminds nobody'
printf '%s\n' "$head" '22300010003,,已校对,,' >"$T/list.csv"
sql "INSERT INTO job (token, kind, staff_id, school_id, campaign_id, params,
    state, created_at) SELECT '$(openssl rand -hex 16)', 'results.import',
    $staff, school_id, id, '{\"dry\":false}', 'waiting', UTC_TIMESTAMP()
    FROM campaign WHERE token = '$campaign'"
cp "$T/list.csv" "$T/jobs/$(sql "SELECT token FROM job
    ORDER BY id DESC LIMIT 1").in"
jobs
is "$(state "${photos[3]}")" 'accepted 1' 'nor would a job of theirs'
client reviewers
staff_login scoped registrar demo 信息工程学院
get "/admin/results?campaign=$campaign"
has 22300010003 'a registrar of a department has it'
hasnt 22300020002 'and no other'

# --- the student --------------------------------------------------------

program student
client student
token() {
	sql "SELECT c.token FROM collection c JOIN photo p
	    ON p.collection_id = c.id WHERE p.token = '$1'"
}
get "/collections/$(token "${photos[1]}")"
has '学校退回，请重新采集' 'a student sees that it was refused'
has '学信网：图像校对有误' 'by whom'
has '/collect/identity' 'and can begin anew'
get /me/data/file
has '"outcome": "refused"' 'the copy of their data has it'
accepted 22300010001
get "/collections/$(token "$photo")"
has '还差一步：图像校对' 'and then what is left to do'
sql "UPDATE collection SET state = 'confirmed' WHERE photo_id = (SELECT id
    FROM photo WHERE token = '$photo');
    INSERT INTO proof (roster_id, collection_id, outcome, proved_at, staff_id,
    created_at) SELECT roster_id, id, 'confirmed', '2027-01-05 04:30:00',
    $staff, UTC_TIMESTAMP() FROM collection WHERE token = '$(token "$photo")'"
get "/collections/$(token "$photo")"
has '已完成图像校对' 'until it is done'
has '2027年1月5日 12:30' 'and when'
done_testing
