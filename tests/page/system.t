#!/bin/bash
# /admin/system: what runs, what waits, what is about to end; messages that
# were given up.
. "$(dirname "$0")/lib.sh"

staff_login registrar
get /admin/system
is_status 403 'a registrar sees no system'
client two
staff_login administrator
me=$staff
# tone_of NAME: how the line of that name is.
tone_of() {
	grep -F "$1" "$T/body" | grep -oE 'ga-tag_(good|warn|bad)' | tail -1 |
	    sed 's/.*_//'
}
beat() {
	sql "REPLACE INTO beat (program, host, pid, pool, requests, waited_ms,
	    gone, started_at, seen_at) VALUES ('$1', 'web1', $2, ${3:-2}, 70,
	    ${4:-120}, ${5:-0}, UTC_TIMESTAMP() - INTERVAL 1 HOUR,
	    UTC_TIMESTAMP() - INTERVAL ${6:-5} SECOND)"
}

# --- programs -----------------------------------------------------------

get /admin/system
is_status 200 'the page'
is "$(grep -c '一天内没有报到</td>' "$T/body")" 6 'which misses all programs'
for p in student photo notify admin; do beat $p 1; beat $p 2; done
beat worker 3 1; beat jobs 4 1
get /admin/system
hasnt '一天内没有报到' 'none once they are there'
is "$(grep -c '2 / 2' "$T/body") $(tone_of 学生页面)" '4 good' \
    'pools are whole'
has '140' 'and their requests are added'
beat student 1 2 120 1
get /admin/system
is "$(tone_of 学生页面)" warn 'one process of two is something to look at'
beat student 2 2 120 0 90
get /admin/system
is "$(tone_of '<th scope="row">学生页面')" bad 'none is bad'
beat student 1; beat student 2 2 2500
get /admin/system
is "$(tone_of '<th scope="row">学生页面')" warn 'so is a long queue'
beat jobs 4 1 0 0 300
get /admin/system
is "$(tone_of '<th scope="row">导入导出')" bad 'jobs without a sign are bad'
sql "INSERT INTO job (token, kind, staff_id, params, state, lease_until,
    created_at) VALUES (MD5(1), 'export', $me, '{}', 'running',
    UTC_TIMESTAMP() + INTERVAL 1 MINUTE, UTC_TIMESTAMP())"
get /admin/system
is "$(tone_of '<th scope="row">导入导出')" good 'but not while one is done'
sql "DELETE FROM beat"
"$GP_BUILD/worker" --config "$T/gradphoto.conf" --once 2>>"$log"
"$GP_BUILD/worker" --config "$T/gradphoto.conf" --once --jobs 2>>"$log"
is "$(sql "SELECT GROUP_CONCAT(program, gone, requests ORDER BY program)
    FROM beat")" jobs11,worker11 'a worker leaves signs, also of its end'

# --- what waits ---------------------------------------------------------

sql "UPDATE job SET lease_until = UTC_TIMESTAMP() - INTERVAL 1 MINUTE;
    INSERT INTO job (token, kind, staff_id, params, state, created_at)
    VALUES (MD5(2), 'export', $me, '{}', 'waiting',
    UTC_TIMESTAMP() - INTERVAL 2 HOUR)"
get /admin/system
is "$(tone_of '中断，等待重做')" warn 'a job that nobody holds is seen'
is "$(tone_of '最久已等')" bad 'and one that nobody begins'
sql "INSERT INTO outbox (channel, recipient, template, lang, params, state,
    reason, tries, next_at, created_at, ended_at) VALUES
    ('sms', '13900000001', 'paid', 'zh-CN', '{\"amount\":\"20.00\"}',
    'failed', 'account', 3, UTC_TIMESTAMP(), UTC_TIMESTAMP(),
    UTC_TIMESTAMP()),
    ('sms', '13900000002', 'paid', 'zh-CN', '{\"amount\":\"20.00\"}',
    'lost', 'number', 1, UTC_TIMESTAMP(), UTC_TIMESTAMP(),
    UTC_TIMESTAMP()),
    ('sms', '13900000003', 'paid', 'zh-CN', '{}', 'waiting', '', 0,
    UTC_TIMESTAMP() - INTERVAL 40 MINUTE, UTC_TIMESTAMP(), NULL),
    ('sms', '13900000004', 'missing', 'zh-CN', '{}', 'waiting', '', 0,
    UTC_TIMESTAMP() + INTERVAL 9 HOUR, UTC_TIMESTAMP() - INTERVAL 1 DAY,
    NULL)"
get /admin/system
is "$(tone_of '迟迟没有发出')" bad 'a message that should have gone is seen'
has '40 分钟' 'by its time, not that of one for tomorrow'
has 'account' 'and those that were given up, with the reason'
hasnt 1390000000 'but nobody they go to'
sql "UPDATE outbox SET state = 'off' WHERE state = 'waiting'"
first=$(sql "SELECT MIN(id) FROM outbox WHERE state = 'failed'")
post /admin/system/retry "Id=$first"
is_redirect /admin/system 'one is sent again'
is "$(sql "SELECT state FROM outbox WHERE id = $first")" waiting 'soon'
post /admin/system/retry "Id=$first"
is_status 404 'once'
post /admin/system/retry Id=x
is_status 422 'a number that is none'
post /admin/system/retry Id=all
is_redirect /admin/system 'all are sent again'
is "$(sql "SELECT COUNT(*) FROM outbox WHERE state = 'lost'")" 0 'all'
is "$(sql "SELECT COUNT(*) FROM audit WHERE action = 'message.retry'
    AND actor = 'staff' AND actor_id = $me")" 2 'and the trail knows'
sql "UPDATE audit SET created_at = UTC_TIMESTAMP() - INTERVAL 2 HOUR
    ORDER BY id LIMIT 1; UPDATE audit SET seal_no = NULL
    ORDER BY id LIMIT 1; DELETE FROM job"
get /admin/system
is "$(tone_of '最久已等')" bad 'a trail that nobody seals is seen'

# --- the machine --------------------------------------------------------

openssl req -x509 -newkey rsa:2048 -nodes -keyout /dev/null -days 3 \
    -subj /CN=x -out "$T/three.pem" 2>/dev/null
openssl req -x509 -newkey rsa:2048 -nodes -keyout /dev/null -days 20 \
    -subj /CN=x -out "$T/twenty.pem" 2>/dev/null
cat "$T/twenty.pem" "$T/three.pem" >"$T/both.pem"
touch -d '-30 hours' "$T/backup"
cp "$T/gradphoto.conf" "$T/kept.conf"
sed -i '/^job_dir\|^wechat_certificate_file/d' "$T/gradphoto.conf"
cat >>"$T/gradphoto.conf" <<-END
	job_dir = $T/nowhere
	backup_stamp_file = $T/backup
	tls_certificate_file = $T/both.pem
	wechat_certificate_file = $T/twenty.pem
	alipay_certificate_file = $T/nothing.pem
	alipay_public_key_file = $T/gradphoto.conf
END
get /admin/system
is_status 200 'a machine with faults has a page'
is "$(tone_of 任务目录)" bad 'a folder that is gone is bad'
is "$(tone_of 最近备份)" warn 'a backup of the day before yesterday'
is "$(tone_of 网站证书)" bad 'the first end of a file counts'
is "$(tone_of 微信支付平台)" warn 'three weeks are time'
is "$(tone_of 支付宝应用)" warn 'a file that is not there is said'
hasnt '支付宝公钥证书' 'a bare key has no end'
rm "$T/backup"
get /admin/system
is "$(tone_of 最近备份)" bad 'no backup is bad'
cp "$T/kept.conf" "$T/gradphoto.conf"
get /admin/system
has 'MariaDB' 'the database says what it is'
request POST /admin/system/retry Id=all
is_status 403 'a POST needs its token'
done_testing
