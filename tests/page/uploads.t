#!/bin/bash
# A department's photos of many students: whose they are, what is refused,
# and who takes them over.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/shoot.sh"
: "${portrait:=$GP_BUILD/none}"

jobs() {
	"$GP_BUILD/worker" --config "$T/gradphoto.conf" --once --jobs 2>>"$log"
}
# give KIND WHAT [FIELD...]: a zip of parcel.py, and its result page.
give() {
	local kind=$1 what=$2
	shift 2
	python3 "$GP_SRC/tests/page/parcel.py" "$T/a.zip" "$kind" \
	    ${picture:+"$picture"}
	send "What=$what" "$@"
	job=$(header Location | sed 's|.*/||')
	jobs
	get "/admin/jobs/$job"
}
send() {
	sql 'DELETE FROM rate_count'
	request POST /admin/uploads -m "csrf=$(csrf)" "place=$place" "$@" \
	    "File=@$T/a.zip;application/zip"
}
tile() {
	grep -o "$1<b>[0-9]*</b>" "$T/body" | grep -oE '[0-9]+<' | tr -d '<'
}
school_of_job() {
	sql "SELECT h.code FROM job j JOIN school h ON h.id = j.school_id
	    WHERE j.token = '$job'"
}
report() {
	cat "$T/jobs/$job.out"
}

client nobody
program admin
get /admin/uploads
is_redirect '/admin/login?next=/admin/uploads' 'uploads need a log-in'
client registrar
staff_login registrar
get /admin/uploads
is_status 403 'and a reviewer'
client one
staff_login reviewer
me=$staff
get /admin/uploads
is_status 200 'the page'
has 院系 'of the own department'
campaign=demo0000000000000000000000000001
place=$campaign-$(sql "SELECT id FROM department WHERE name = '信息工程学院'")
foreign=$campaign-$(sql "SELECT id FROM department WHERE name = '艺术学院'")

# --- bad input ----------------------------------------------------------

post /admin/uploads "place=$place" What=dry
is_status 422 'a file is needed'
has '请选择一个 zip' 'which is said'
picture= python3 "$GP_SRC/tests/page/parcel.py" "$T/a.zip" one
send
is_status 422 'and what to do with it'
request POST /admin/uploads "place=$place" What=dry
is_status 403 'a POST needs its token'
mine=$place place=$foreign
send What=dry
is_status 404 'not for another department'
place=$mine
picture=
echo 'no zip' >"$T/a.zip"
send What=dry
job=$(header Location | sed 's|.*/||')
jobs
get "/admin/jobs/$job"
has '不是 zip' 'what is no zip is told so'
is "$(school_of_job)" demo 'the job is the school'"'"'s'
give many dry
has '超过 10000 个' 'so is one with 20,000 files'
give one store
has 不是照片 'a GIF by another name is no photo'
give locked store
has 有密码 'nor what is locked'
give bomb store
has 文件损坏 'a bomb that lies about its size is not unpacked'
give huge store
has '超过 20 MB' 'nor one that does not'
head -c 200 "$T/a.zip" >"$T/b.zip"
mv "$T/b.zip" "$T/a.zip"
send What=store
job=$(header Location | sed 's|.*/||')
jobs
get "/admin/jobs/$job"
has '不是 zip' 'half a zip is none'
give mixed dry
is "$(tile 文件数)" 11 'a zip with everything'
is "$(tile 可以提交)" 0 'has nothing good in it'
for text in '姓名与名单不同，名单上是 欧阳静' 同一学生有多个文件 \
    您负责的名单里没有这个学号 文件名里没有学号 路径不安全 '是链接' '文件是空的'; do
	has "$text" "and each is told why: $text"
done
ok 'report | grep -qF "'"'"'=22300010009.jpg"' 'no formula in the table'
is "$(report | grep -c 不安全)" 2 'a path that leads out is not read'
is "$(sql 'SELECT COUNT(*) FROM collection')" 0 'nothing was handed in'

# --- good photos --------------------------------------------------------

if [ ! -e "$portrait" ]; then
	echo '# no portrait that passes: the rest is skipped'
	done_testing
fi
picture=$portrait
give good dry
is "$(tile 可以提交)" 2 'names in UTF-8 and GBK, with folders'
is "$(sql 'SELECT COUNT(*) FROM collection')" 0 'a dry run hands nothing in'
give good store
is "$(tile 已提交审核)" 2 'good ones are handed in'
is "$(tile 其他问题)" 0 'what systems add is not asked about'
is "$(sql "SELECT GROUP_CONCAT(CONCAT_WS(' ', r.student_no, c.state, c.route,
    c.live, c.account_id IS NULL, p.verdict <> 'fail') ORDER BY r.student_no)
    FROM collection c JOIN roster r ON r.id = c.roster_id
    JOIN photo p ON p.id = c.photo_id")" \
    '22300010001 submitted department 1 1 1,22300010002 submitted department 1 1 1' \
    'for students without an account'
is "$(sql "SELECT COUNT(*) FROM audit WHERE action = 'collect.serve'
    AND actor = 'staff' AND actor_id = $me")" 2 'which is on record'
get "/admin/review?place=$place"
has 林晓雯 'they wait for the review'
sql "UPDATE job SET state = 'waiting', ended_at = NULL WHERE token = '$job'"
python3 "$GP_SRC/tests/page/parcel.py" "$T/jobs/$job.in" good "$picture"
jobs
get "/admin/jobs/$job"
is "$(tile 已提交审核)" 2 'a job that was killed and goes on counts them'
is "$(sql 'SELECT COUNT(*) FROM photo')" 2 'but hands them in once'
sql "UPDATE job SET state = 'waiting', ended_at = NULL WHERE token = '$job';
    UPDATE collection SET state = 'rejected', live = NULL"
python3 "$GP_SRC/tests/page/parcel.py" "$T/jobs/$job.in" good "$picture"
jobs
get "/admin/jobs/$job"
is "$(tile 已提交审核)" 2 'so does one whose photos were sent back meanwhile'
is "$(sql 'SELECT COUNT(*) FROM photo')" 2 'and does not hand them in again'
sql "UPDATE collection SET state = 'submitted', live = 1"
give good dry
has 该学生的照片已经提交 'another zip is told that they are there'
sql "UPDATE collection SET route = 'online', state = 'ordered'"
give good store
has 该学生已在线上下单 'who has ordered online is left alone'

# --- later --------------------------------------------------------------

sql "UPDATE collection SET route = 'department', state = 'submitted'"
. "$(dirname "$0")/account.sh"
client student
program student
register
is "$(sql "SELECT c.account_id = a.id, c.enrolment_id = e.id FROM collection c
    JOIN roster r ON r.id = c.roster_id JOIN account a ON a.name = r.name
    JOIN enrolment e ON e.roster_id = r.id
    WHERE r.student_no = '22300010001'" | tr '\t' ' ')" '1 1' \
    'who registers takes over what was handed in'
get /collections
has "$(sql "SELECT token FROM collection c JOIN roster r ON r.id = c.roster_id
    WHERE r.student_no = '22300010001'")" 'and sees it'
done_testing
