#!/bin/bash
# Jobs of staff: begun, worked on, killed, cancelled; their files; and the
# audit trail, which is searched, exported and verified.
. "$(dirname "$0")/lib.sh"

jobs() {
	"$GP_BUILD/worker" --config "$T/gradphoto.conf" --once --jobs 2>>"$log"
}

worker() {
	"$GP_BUILD/worker" --config "$T/gradphoto.conf" --once 2>>"$log"
}

job_of() {
	header Location | sed 's|.*/||'
}

state() {
	sql "SELECT state FROM job WHERE token = '$job'"
}

# --- an export of the audit trail ---------------------------------------

staff_login registrar
get /admin/audit
is_status 403 'the audit trail is the administrator'"'"'s'
has '您的账号没有这项职责' 'in words'
post /admin/audit/export
is_status 403 'and so is its export'
staff_login administrator
get /admin
has '/admin/audit' 'who finds it on the left'
get /admin/audit
is_status 200 'the trail'
has '<td title="school.add">新建学校</td>' 'with what the operator did'
ok '! grep -qE ">([a-z_.]+) \(\1\)<" "$T/body"' 'every action has words'
has '待封' 'not yet sealed'
ok worker 'the worker'
get /admin/audit
has '已封' 'seals it'
get '/admin/audit?Action=campaign.add'
hasnt '<td title="school.add">' 'by action'
has '<td title="campaign.add">新建采集批次</td>' 'only that'
get '/admin/audit?Login=administrator&Object=staff'
has '没有符合条件的记录' 'by who'
get '/admin/audit?Object=school&Number=1'
has '<td title="school.add">' 'by object and number'
has '<option value="school" selected>学校</option>' 'which is chosen'
get '/admin/audit?From=2020-01-01&To=2020-12-31'
has '没有符合条件的记录' 'by time'
get '/admin/audit?Number=x'
is_status 422 'a number is one'
get '/admin/audit?From=yesterday'
is_status 422 'a day too'
sql "INSERT INTO audit (actor, actor_id, action, object, object_id, detail,
    created_at) SELECT 'operator', 0, 'test.row', 'test', seq, IF(seq = 7,
    '=1+1', ''), UTC_TIMESTAMP() FROM (WITH RECURSIVE n AS (SELECT 1 AS seq
    UNION SELECT seq + 1 FROM n WHERE seq < 1200) SELECT seq FROM n) AS t" \
    2>/dev/null ||
sql "SET max_recursive_iterations = 2000; INSERT INTO audit (actor, actor_id,
    action, object, object_id, detail, created_at)
    WITH RECURSIVE n AS (SELECT 1 AS seq UNION SELECT seq + 1 FROM n
    WHERE seq < 1200) SELECT 'operator', 0, 'test.row', 'test', seq,
    IF(seq = 7, '=1+1', ''), UTC_TIMESTAMP() FROM n"
get '/admin/audit?Action=test.row'
next=$(grep -o '/admin/audit?before=[^"]*' "$T/body" | sed 's/&amp;/\&/g; s/&#38;/\&/g')
ok '[ -n "$next" ]' 'a page has an end'
get "$next"
has 'test 1150' 'and a next one'
hasnt '<td>school.add</td>' 'of the same search'
post /admin/audit/export Action=test.row
job=$(job_of)
is_redirect "/admin/jobs/$job" 'an export is a job'
get "/admin/jobs/$job"
is_status 200 'with a page'
has '排队中' 'that says it waits'
has 'http-equiv="refresh"' 'and looks again without scripts'
get "/admin/jobs/$job/state"
is "$(cat "$T/body")" '{"state":"waiting","done":0,"total":0,"have":0}' \
    'scripts are told in JSON'
get "/admin/jobs/$job/file"
is_status 404 'there is no file yet'
ok jobs 'the jobs worker'
is "$(state)" done 'does it'
get "/admin/jobs/$job"
has '导出的记录数： 1200' 'the page has the result'
has 'audit.csv' 'and the file'
get "/admin/jobs/$job/file"
is_status 200 'which is sent'
header_is X-Accel-Redirect "/_jobs/$job.out" 'by nginx'
header_is Content-Disposition "attachment; filename*=UTF-8''audit.csv" \
    'under its name'
out=$T/jobs/$job.out
is "$(wc -l <"$out")" 1201 'all rows are there'
is "$(head -c 3 "$out" | xxd -p)" efbbbf 'for spreadsheets'
ok "grep -q \"'=1+1\" \"\$out\"" 'that run no formula'
is "$(sql "SELECT COUNT(*) FROM audit WHERE action LIKE 'job.%'")" 3 \
    'and the trail has begin, end and download'
client two
staff_login registrar
get "/admin/jobs/$job"
is_status 404 'somebody else'"'"'s job is none'
get "/admin/jobs/$job/file"
is_status 404 'nor is its file'
post "/admin/jobs/$job/cancel"
is_status 404 'nor can it be ended'
get /admin/jobs
hasnt "$job" 'it is not listed'
client one
get /admin/jobs
has "$job" 'but where it belongs'
sql "UPDATE staff_role SET role = 'registrar' WHERE role = 'administrator'"
get "/admin/jobs/$job/file"
is_status 404 'who has lost the role has lost the file'
get "/admin/jobs/$job"
is_status 404 'and the page'
sql "UPDATE staff_role SET role = 'administrator' WHERE staff_id = (SELECT id
    FROM staff WHERE login = 'administrator')"

# --- of a school that is no longer theirs -------------------------------

client two
staff_login registrar
moved=0000000000000000000000000000bcde
sql "INSERT INTO job (token, kind, staff_id, school_id, params, state, result,
    output_name, created_at) SELECT '$moved', 'roster.import', $staff, id,
    '{}', 'done', '{\"Faults\":[]}', 'x.zip', UTC_TIMESTAMP()
    FROM school WHERE code = 'demo'"
get "/admin/jobs/$moved/file"
is_status 200 "a file of the registrar's school"
sql "INSERT IGNORE INTO school (code, name_zh, name_en, contact, created_at)
    VALUES ('moved', '别校', 'Another', '', UTC_TIMESTAMP())"
sql "UPDATE staff_role SET school_id = (SELECT id FROM school
    WHERE code = 'moved') WHERE staff_id = $staff"
for page in "$moved" "$moved/file" "$moved/state" "$moved/errors.csv"; do
	get "/admin/jobs/$page"
	is_status 404 "a registrar of another school by now: ${page#"$moved"}"
done
client one

# --- killed, given up, cancelled ----------------------------------------

post /admin/audit/export Action=test.row
job=$(job_of)
sql "UPDATE job SET state = 'running', owner = REPEAT('0', 32), tries = 1,
    lease_until = UTC_TIMESTAMP() + INTERVAL 1 MINUTE WHERE token = '$job'"
jobs
is "$(state)" running 'what another one does is left to it'
post "/admin/jobs/$job/cancel"
is "$(state)" running 'who works on it looks by itself'
sql "UPDATE job SET cancel = 0, lease_until = UTC_TIMESTAMP() -
    INTERVAL 1 SECOND WHERE token = '$job'"
jobs
is "$(state)" done 'who died is followed'
sql "UPDATE job SET state = 'running', tries = 3,
    lease_until = UTC_TIMESTAMP() - INTERVAL 1 SECOND WHERE token = '$job'"
jobs
is "$(state)" failed 'who dies of it three times is not'
get "/admin/jobs/$job"
has '系统出错，任务没有完成' 'and the page says so'
post /admin/audit/export Action=test.row
job=$(job_of)
sql "UPDATE job SET params = 'nonsense' WHERE token = '$job'"
jobs
is "$(sql "SELECT state, tries FROM job WHERE token = '$job'")" \
    "$(printf 'failed\t3')" 'a fault of ours is tried three times'
post /admin/audit/export Action=test.row
job=$(job_of)
post "/admin/jobs/$job/cancel"
is "$(state)" cancelled 'what has not begun ends at once'
get "/admin/jobs/$job"
has '已停止' 'as its page says'
jobs
is "$(state)" cancelled 'and is not done'
post "/admin/jobs/$job/cancel"
is_redirect "/admin/jobs/$job" 'twice is harmless'

# --- files in pieces ----------------------------------------------------

sql "INSERT INTO job (token, kind, staff_id, params, state, created_at)
    VALUES ('00000000000000000000000000000abc', 'audit.export', $(sql "SELECT id
    FROM staff WHERE login = 'administrator'"), '{}', 'new', UTC_TIMESTAMP())"
job=00000000000000000000000000000abc
printf 'hello ' >"$T/a"
printf 'world' >"$T/b"
piece() {
	request POST "/admin/jobs/$job/piece?at=$1" -t application/octet-stream \
	    -b "$2" -H "X-CSRF-Token: $(csrf)" -H 'Accept: application/json'
}
piece 6 "$T/b"
is_status 409 'a piece may not leave a hole'
piece 0 "$T/a"
is_status 200 'the first'
has '"have":6' 'is there'
piece 6 "$T/b"
piece 0 "$T/a"
has '"have":11' 'one that comes twice changes nothing'
piece x "$T/b"
is_status 422 'a place is a number'
request POST "/admin/jobs/$job/piece?at=0" -t application/octet-stream -b "$T/a"
is_status 403 'a piece needs the token too'
post "/admin/jobs/$job/start" Size=12
is_status 409 'a file that is not whole does not begin'
post "/admin/jobs/$job/start" Size=11
is_redirect "/admin/jobs/$job" 'a whole one does'
is "$(cat "$T/jobs/$job.in")" 'hello world' 'byte by byte'
post "/admin/jobs/$job/start" Size=11
is_redirect "/admin/jobs/$job" 'who asks again is shown it'
is "$(state)" waiting 'and it waits once'
piece 11 "$T/b"
is_status 409 'and takes no more'
sql "UPDATE job SET kind = 'test' WHERE token = '$job'"
jobs
is "$(state)" failed 'a kind that nobody knows fails'
sql "UPDATE job SET ended_at = UTC_TIMESTAMP() - INTERVAL 15 DAY"
jobs
is "$(ls "$T/jobs")" '' 'files go after a fortnight'
is "$(sql 'SELECT COUNT(*) FROM job WHERE files_gone = 0')" 0 'all of them'

# --- is the trail as it was written? ------------------------------------

ok worker 'all is sealed'
verify() {
	tool audit verify "$@" >"$T/out" 2>&1
}
ok verify 'the trail is good'
rows=$(sql 'SELECT COUNT(*) FROM audit')
ok 'grep -q "^good: $rows rows, 0 wait" "$T/out"' 'all of it'
# tamper SQL WHAT: is found, and is mended again.
tamper() {
	sql 'CREATE TABLE kept AS SELECT * FROM audit'
	sql "$1"
	ok '! verify' "$2"
	sql 'DELETE FROM audit; INSERT INTO audit SELECT * FROM kept;
	    DROP TABLE kept'
}
tamper "UPDATE audit SET detail = 'x' WHERE seal_no = 600" 'a changed text'
ok 'grep -q "BAD at number 600 .* after 599 good" "$T/out"' 'is found where it is'
tamper "UPDATE audit SET actor_id = 99 WHERE seal_no = 1" 'another actor'
tamper "UPDATE audit SET created_at = created_at - INTERVAL 1 DAY
    WHERE seal_no = 700" 'another time'
tamper "DELETE FROM audit WHERE seal_no = 600" 'a row that is gone'
ok 'grep -q "a row before this one is missing" "$T/out"' 'is said'
tamper "UPDATE audit SET seal_no = 0 WHERE seal_no = 600;
    UPDATE audit SET seal_no = 600 WHERE seal_no = 601;
    UPDATE audit SET seal_no = 601 WHERE seal_no = 0" 'two that were swapped'
tamper "DELETE FROM audit WHERE seal_no > 1000" 'the end that is cut off'
ok 'grep -q "rows after this one were removed" "$T/out"' 'is said'
tamper "UPDATE audit SET actor = CONCAT(actor, CHAR(0)) WHERE seal_no = 5" \
    'bytes behind a NUL'
tamper "INSERT INTO audit (actor, actor_id, action, object, object_id, detail,
    created_at, seal_no) VALUES ('staff', 1, 'x', 'x', 1, '', UTC_TIMESTAMP(),
    0)" 'a row before the first'
tamper "UPDATE audit SET seal = REPEAT('x', 32) WHERE seal_no = 2" 'a seal'
tamper "DELETE FROM audit" 'all of it'
# A worker that comes by must not cover it up.
sql "CREATE TABLE kept AS SELECT * FROM audit;
    DELETE FROM audit WHERE seal_no > 1000"
sql "INSERT INTO audit (actor, actor_id, action, object, object_id, detail,
    created_at) VALUES ('staff', 1, 'x', 'x', 1, '', UTC_TIMESTAMP())"
worker
ok '! verify' 'an end that is cut off is found when a worker has been there'
ok 'grep -q "rows after this one were removed" "$T/out"' 'and what it is'
ok 'grep -q "the audit trail no longer has the end" "$log"' \
    'the worker says so too'
sql 'DELETE FROM audit; INSERT INTO audit SELECT * FROM kept; DROP TABLE kept'
cp "$T/audit.end" "$T/end"
echo "3 $(printf 'ab%.0s' $(seq 32))" >"$T/audit.end"
ok '! verify' 'another trail than the one whose end was kept'
echo nonsense >"$T/audit.end"
verify
is $? 3 'a file that is something else'
rm "$T/audit.end"
ok verify 'without an end'
ok 'grep -q "no end of the trail was kept" "$T/out"' 'that is said'
mkdir "$T/audit.end"
verify
is $? 3 'an end that can not be read'
rmdir "$T/audit.end"
cp "$T/end" "$T/audit.end"
ok verify 'in the end it is good again'
done_testing
