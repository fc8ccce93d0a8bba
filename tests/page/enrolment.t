#!/bin/bash
# Enrolment photos that the school supplies: whose they are, who sees them, and
# what becomes of an older one.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/review.sh"
. "$(dirname "$0")/shoot.sh"
: "${portrait:=$GP_BUILD/none}"

page=/admin/roster/enrolment
campaign=demo0000000000000000000000000001
jobs() {
	"$GP_BUILD/worker" --config "$T/gradphoto.conf" --once --jobs 2>>"$log"
}
send() {
	sql 'DELETE FROM rate_count'
	request POST $page -m "csrf=$(csrf)" "campaign=$campaign" "$@" \
	    "File=@$T/a.zip;application/zip"
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
tile() {
	grep -o "$1<b>[0-9]*</b>" "$T/body" | grep -oE '[0-9]+<' | tr -d '<'
}
have() {
	sql "SELECT GROUP_CONCAT(r.student_no ORDER BY r.student_no)
	    FROM enrolment_photo p JOIN roster r ON r.id = p.roster_id"
}

# --- not allowed --------------------------------------------------------

client nobody
program admin
get $page
is_redirect "/admin/login?next=$page" 'the page needs a log-in'
client reviewer
staff_login reviewer
get $page
is_status 403 'and a registrar'
client stranger
staff_login stranger
get "$page?campaign=$campaign"
hasnt 2027届毕业生 "another school's registrar sees nothing of it"
picture=
python3 "$GP_SRC/tests/page/parcel.py" "$T/a.zip" one
send What=store
is "$(sql 'SELECT COUNT(*) FROM job')" 0 'and imports nothing'
client one
staff_login registrar
me=$staff
request POST $page "campaign=$campaign" What=dry
is_status 403 'a POST needs its token'

# --- bad input ----------------------------------------------------------

get "$page?campaign=$campaign"
is_status 200 'the page'
all=$(sql "SELECT COUNT(*) FROM roster r JOIN campaign k
    ON k.id = r.campaign_id WHERE k.token = '$campaign'")
has "<b>0</b> / $all" 'says how many there are'
post $page "campaign=$campaign" What=store ByNumber=1
is_status 422 'a file is needed'
has '请选择一个 zip' 'which is said'
has 'value="store" checked' 'and nothing chosen is lost'
echo 'no zip' >"$T/a.zip"
send What=dry
job=$(header Location | sed 's|.*/||')
jobs
get "/admin/jobs/$job"
has '不是 zip' 'what is no zip is told so'
give one store
has 不是照片 'a GIF by another name is no photo'
give bomb store
has 文件损坏 'a bomb that lies about its size is not unpacked'
is "$(have)" NULL 'nothing was kept'

# --- good photos --------------------------------------------------------

if [ ! -e "$portrait" ]; then
	echo '# no portrait: the rest is skipped'
	done_testing
fi
picture=$portrait
give mixed store
is "$(have)" 22300020001 'of a zip with everything, what is sure'
for text in '姓名与名单不同，名单上是 欧阳静' 同一学生有多个文件 \
    您负责的名单里没有这个学号 文件名里没有学号 路径不安全 '是链接' '文件是空的'; do
	has "$text" "and each of the others is told why: $text"
done
sql 'DELETE FROM enrolment_photo'
give good dry
is "$(tile 可以保存)" 2 'a dry run finds two'
is "$(have)" NULL 'and keeps none'
give good store
is "$(tile 已保存)" 2 'both are kept'
is "$(have)" 22300010001,22300010002 'of these'
is "$(sql "SELECT COUNT(*) FROM audit WHERE action = 'roster.photo'
    AND actor = 'staff' AND actor_id = $me")" 3 'which is on record'
get "$page?campaign=$campaign"
has "<b>2</b> / $all" 'the page counts them'
sql "UPDATE job SET state = 'waiting', ended_at = NULL WHERE token = '$job'"
python3 "$GP_SRC/tests/page/parcel.py" "$T/jobs/$job.in" good "$picture"
jobs
is "$(sql "SELECT COUNT(*) FROM audit WHERE action = 'roster.photo'")" 3 \
    'a job that runs twice changes nothing'
is "$(sql "SELECT COUNT(*) FROM deletion WHERE reason = 'replaced'")" 0 \
    'and removes nothing'
client desk
staff_login desk registrar demo 外国语学院
give good store
has 您负责的名单里没有这个学号 "a department's registrar has no others"

# --- for the reviewer's eye ---------------------------------------------

submitted 22300010001; with=$photo
submitted 22300010003; without=$photo
client reviewer
me=$(sql "SELECT id FROM staff WHERE login = 'reviewer'")
get "/admin/review/$with"
has "/admin/photos/$with/enrolment.jpg" 'the review shows it'
get "/admin/photos/$with/enrolment.jpg"
is_status 200 'here it is'
is "$(head -c 3 "$T/body" | xxd -p)" ffd8ff 'a JPEG'
is "$(header Cache-Control)" 'private, no-store' 'which no computer keeps'
is "$(sql "SELECT detail FROM audit WHERE action = 'photo.view'
    AND actor_id = $me ORDER BY id DESC LIMIT 1")" enrolment \
    'each look is on record'
get "/admin/review/$without"
hasnt enrolment.jpg 'a review without shows none'
get "/admin/photos/$without/enrolment.jpg"
is_status 404 'there is none'
client neighbour
staff_login neighbour
get "/admin/photos/$with/enrolment.jpg"
is_status 404 'not for another department'
client administrator
staff_login administrator
get "/admin/photos/$with/enrolment.jpg"
is_status 403 'nor for an administrator'

# --- another one ---------------------------------------------------------

old=$(sql "SELECT p.sha256 FROM enrolment_photo p JOIN roster r
    ON r.id = p.roster_id WHERE r.student_no = '22300010001'")
sql "UPDATE enrolment_photo SET sha256 = REPEAT('a', 64) WHERE roster_id =
    (SELECT id FROM roster WHERE student_no = '22300010001')"
client one
get "$page?campaign=$campaign"
give good store
is "$(sql "SELECT p.sha256 FROM enrolment_photo p JOIN roster r
    ON r.id = p.roster_id WHERE r.student_no = '22300010001'")" "$old" \
    'a new one takes the place'
is "$(sql "SELECT detail FROM deletion WHERE reason = 'replaced'")" \
    "$(printf 'a%.0s' {1..64})" "the old one's file is to be removed"
sql "INSERT INTO deletion (account_id, object, detail, reason, created_at)
    VALUES (0, 'file', '$old', 'test', UTC_TIMESTAMP())"
"$GP_BUILD/worker" --config "$T/gradphoto.conf" --once 2>>"$log"
client reviewer
get "/admin/photos/$with/enrolment.jpg"
is_status 200 'a file that is in use stays'
is "$(sql 'SELECT COUNT(*) FROM deletion WHERE done_at IS NULL')" 0 \
    'whatever is noted'

# --- another person -----------------------------------------------------

printf '%s\n' 学号,姓名,证件类型,证件号码,院系 \
    22300010002,周子昂,护照,E7654321,信息工程学院 >"$T/list.csv"
tool roster import "$T/list.csv" --campaign DEMO26 >/dev/null
is "$(have)" 22300010001 "a number that is another person's now has none"
is "$(sql "SELECT COUNT(*) FROM deletion WHERE reason = 'roster'")" 1 \
    'and the file is to be removed'
done_testing
