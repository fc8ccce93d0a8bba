#!/bin/bash
# Registrars: progress of the departments, packages and checks as jobs, and
# who may.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/export.sh"

jobs() {
	"$GP_BUILD/worker" --config "$T/gradphoto.conf" --once --jobs 2>>"$log"
}
job_of() {
	header Location | sed 's|.*/||'
}
campaign=demo0000000000000000000000000001
one=$(picture one) two=$(picture two)
finished 22300010001 "$one"
finished 22300020001 "$two"
finished 22300010002 "$two" submitted
department() {
	sql "SELECT id FROM department WHERE name = '$1'"
}

# --- not allowed ----------------------------------------------------------
for who in reviewer administrator; do
	client "$who"
	staff_login "$who"
	for page in progress exports; do
		get "/admin/$page"
		is_status 403 "$page is not for a $who"
	done
	post /admin/exports campaign=$campaign What=all Template='{学号}.jpg'
	is_status 403 'nor is a package'
	post /admin/exports/check campaign=$campaign
	is_status 403 'or a check'
done
client stranger
staff_login stranger
get /admin/progress
has '还没有采集批次' "another school's registrar has no campaign here"
get "/admin/exports?campaign=$campaign"
hasnt 2027届毕业生 'whatever the address says'
post /admin/exports campaign=$campaign What=all Template='{学号}.jpg'
is "$(sql 'SELECT COUNT(*) FROM job')" 0 'and begins nothing'
client nobody
program admin
get /admin/exports
is_redirect '/admin/login?next=/admin/exports' 'nobody logs in first'

# --- progress -------------------------------------------------------------
client registrar
staff_login registrar
get "/admin/progress?campaign=$campaign"
is_status 200 'progress'
has '<b>3</b> / 10' 'of all departments together'
has 'class="ga-bar_accepted"' 'with a bar'
info=$(department 信息工程学院)
has "campaign=$campaign&amp;department=$info" 'and a way into each'
get "/admin/progress?campaign=$campaign&department=$info"
has '<b>2</b> / 4' 'a department by major'
hasnt '2022级1班' 'not yet by class'
major=$(grep -o "[^\"]*by=class&amp;major=[^\"]*" "$T/body" |
    sed 's/&amp;/\&/g' | head -1)
get "$major"
has '2022级1班' 'a major by class'
has "· $(sql "SELECT MIN(major) FROM roster
    WHERE department_id = $info")</h1>" 'with its name'
get "/admin/progress?campaign=$campaign&department=$info&by=class"
has '2022级1班' 'all classes of a department'
has '<b>2</b> / 4' 'the same students'
get "/admin/progress?campaign=$campaign&department=$info&by=class&major=none"
is_status 404 'an unknown major'
get "/admin/progress?campaign=$campaign&sort=missing"
has 'aria-sort="descending"' 'sorted by who is missing'
client other
staff_login registrar
get /admin/progress
has '2026级新生 ·' 'without a choice it is the latest campaign'
get "/admin/progress?campaign=$campaign"
get /admin/exports
has '2027届毕业生 ·' 'then the one that was chosen last'
cookie gp_campaign nonsense
get /admin/progress
is_status 200 'or the latest, where that is no more'
client registrar
get /admin/progress?campaign=none
is_status 404 'an unknown campaign'
get "/admin/progress?campaign=$campaign&department=99999"
is_status 404 'or department'

# --- a package ------------------------------------------------------------
get "/admin/exports?campaign=$campaign"
is_status 200 'exports'
has '可以导出的照片<b>2</b>' 'say how many there are'
has 'value="{student_no} {name}.jpg"' 'with the names of the photo profile'
post /admin/exports campaign=$campaign What=all Template='{姓名}.jpg' Check=1
is_status 422 'names that may be two persons'"'"' are refused'
has '否则重名的学生会互相覆盖' 'with the reason'
has 'value="{姓名}.jpg"' 'and stay in the form'
post /admin/exports campaign=$campaign What=some Template='{学号}.jpg'
is_status 422 'so is an unknown choice'
post /admin/exports campaign=$campaign What=all \
    Template='{院系}/{学号} {姓名}.jpg'
job=$(job_of)
is_redirect "/admin/jobs/$job" 'a package is a job'
ok jobs 'which the worker does'
is "$(sql "SELECT state FROM job WHERE token = '$job'")" done 'to the end'
get "/admin/jobs/$job"
has 'DEMO26-all.zip' 'there is a file'
has '照片<b>2</b>' 'and how many are in it'
zip=$T/jobs/$job.out
ok '[ "$(unzip -Z1 "$zip" | grep -c -e "^信息工程学院/22300010001 林晓雯.jpg$" \
    -e "^外国语学院/22300020001 赵一诺.jpg$" -e "^清单.csv$")" = 3 ]' \
    'under their names, with the list'
is "$(ls "$T/jobs" | wc -l)" 1 'nothing else is left'
get "/admin/jobs/$job/file"
header_is X-Accel-Redirect "/_jobs/$job.out" 'nginx sends it'
get "/admin/exports?campaign=$campaign"
has "/admin/jobs/$job" 'the page has it'
has '其中上次导出后有变化<b>0</b>' 'and nothing is new'
is "$(sql "SELECT COUNT(*) FROM audit WHERE action = 'package.made'
    AND actor = 'staff' AND actor_id = $staff")" 1 'it is on record'

# A job that was killed leaves parts of files, and is done again.
touch "$T/jobs/$job.part.abcdef" "$T/jobs/$job.list.csv"
sql "UPDATE job SET state = 'running', lease_until = UTC_TIMESTAMP() -
    INTERVAL 1 MINUTE, tries = 1 WHERE token = '$job'"
ok jobs 'after being killed it is done once more'
is "$(sql "SELECT COUNT(*), SUM(photos) FROM package WHERE state = 'done'")" \
    $'1\t2' 'as the same package'
is "$(ls "$T/jobs" | wc -l)" 1 'and what it had left is gone'

finished 22300020001 "$one"
post /admin/exports campaign=$campaign What=changed Template='{学号}.jpg' \
    "department=$(department 外国语学院)"
job=$(job_of)
jobs
is "$(unzip -Z1 "$T/jobs/$job.out" | tr '\n' ' ')" \
    '22300020001.jpg 清单.csv 清单.xlsx ' 'what changed in one department'

# --- a check --------------------------------------------------------------
rm "$T/files/${one:0:2}/${one:2}"
post /admin/exports/check campaign=$campaign What=all Template='{学号}.jpg'
job=$(job_of)
is_redirect "/admin/jobs/$job" 'a check is a job'
ok jobs 'which the worker does'
get "/admin/jobs/$job"
has '不合格<b>2</b>' 'with what it found'
has '照片文件不在存储里' 'and where'
is "$(unzip -Z1 "$T/jobs/$job.out" | tr '\n' ' ')" \
    '检查报告.pdf 检查结果.csv 检查结果.xlsx ' 'a page and a table'
post /admin/exports campaign=$campaign What=all Template='{学号}.jpg' Check=1
job=$(job_of)
jobs
get "/admin/jobs/$job"
has '没有放进导出包' 'a package with less than all says so'
ok 'unzip -Z1 "$T/jobs/$job.out" | grep -q "^检查报告.pdf$"' \
    'and has the page with it'

# --- a registrar of one department ----------------------------------------
client part
staff_login part registrar demo 外国语学院
get "/admin/progress?campaign=$campaign"
has '<b>1</b> / 2' 'sees that department'
hasnt 信息工程学院 'and no other'
get "/admin/progress?campaign=$campaign&department=$info"
is_status 404 'whatever the address says'
get "/admin/exports?campaign=$campaign"
hasnt "$job" 'nor packages of the whole school'
post /admin/exports campaign=$campaign What=all Template='{学号}.jpg'
job=$(job_of)
jobs
ok '! grep -q 22300010001 <(unzip -p "$T/jobs/$job.out" 清单.csv) &&
    grep -q 22300020001 <(unzip -p "$T/jobs/$job.out" 清单.csv)' \
    'and takes out what is theirs'
done_testing
