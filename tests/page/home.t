#!/bin/bash
# Home: what waits for the student, in every state of a collection.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/account.sh"

get /home
is_redirect '/login?next=/home' 'a stranger logs in first'
login_as 22300010001
get /home
is_status 200 'home is shown'
has '林晓雯' 'with the name'
has '2027届毕业生' 'the cohort'
has "$(date -u -d '+89 days' +%Y年%-m月%-d日) 24:00" 'the deadline'
has '开始线上采集' 'and the way to begin'
for link in /collections /orders /me /help; do
	has "href=\"$link\"" "and to $link"
done
get /home -H 'Accept-Language: en'
has '开始线上采集' 'the language of the account counts'
cookie gp_lang en
get /home
has 'Start collection' 'or the one that was chosen'
has 'Class of 2027' 'for the campaign too'
cookie gp_lang zh-CN

# --- every state --------------------------------------------------------------
# in_state STATE [LIVE]
in_state() {
	sql "DELETE FROM orders; DELETE FROM collection;
	    INSERT INTO collection (token, account_id, enrolment_id,
	    roster_id, campaign_id, live, state, created_at, updated_at)
	    SELECT REPEAT('c', 32), e.account_id, e.id, r.id, r.campaign_id,
	    ${2:-1}, '$1', UTC_TIMESTAMP(), UTC_TIMESTAMP()
	    FROM enrolment e JOIN roster r ON r.id = e.roster_id
	    WHERE e.account_id = $account"
}
c=$(printf 'c%.0s' {1..32})
while read -r state live link text; do
	in_state "$state" "$live"
	get /home
	has "$text" "$state: $text"
	has "href=\"$link\"" "$state: leads to $link"
done <<END
draft 1 /collect/identity 继续采集
photo_ready 1 /collect/preview 查看照片
submitted 1 /collections/$c 等待审核
approved 1 /collections/$c 审核通过
handed_in 1 /collections/$c 已交给学校
accepted 1 /collections/$c 学校已接收
delivered 1 /collections/$c 照片已送交
confirmed 1 /collections/$c 图像校对已完成
rejected NULL /collect/identity 没有通过
returned NULL /collect/identity 没有通过
withdrawn NULL /collect/identity 开始线上采集
END
in_state ordered
sql "INSERT INTO photo (token, collection_id, original_sha256,
    original_type, verdict, report, profile, created_at)
    SELECT REPEAT('f', 32), id, '', 'jpeg', 'pass', '', '', UTC_TIMESTAMP()
    FROM collection;
    INSERT INTO orders (token, account_id, collection_id, photo_id, live,
    state, prints, amount_fen, created_at, expires_at)
    SELECT REPEAT('d', 32), c.account_id, c.id, p.id, 1, 'pending', 0,
    2000, UTC_TIMESTAMP(), UTC_TIMESTAMP() + INTERVAL 30 MINUTE
    FROM collection c JOIN photo p ON p.collection_id = c.id"
get /home
has "href=\"/orders/$(printf 'd%.0s' {1..32})\"" 'ordered: leads to the order'
has 'data-expires="1' 'with the time left'
sql 'DELETE FROM orders; DELETE FROM photo; DELETE FROM collection'

# --- window and news ------------------------------------------------------------
sql "UPDATE campaign SET closes_at = UTC_TIMESTAMP() - INTERVAL 1 DAY
    WHERE feature_code = 'DEMO26'"
get /home
has '采集已经截止' 'a closed campaign says so'
has '教务处 021-5555 0123' 'and whom to ask'
hasnt 'href="/collect/identity"' 'and begins nothing'
in_state accepted
get /home
has '学校已接收' 'but what is done is still shown'
sql "DELETE FROM collection;
    UPDATE campaign SET opens_at = UTC_TIMESTAMP() + INTERVAL 1 DAY,
    closes_at = UTC_TIMESTAMP() + INTERVAL 9 DAY
    WHERE feature_code = 'DEMO26';
    INSERT INTO announcement (campaign_id, title_zh, title_en, body_zh,
    body_en, published_at, expires_at)
    SELECT id, '放假安排', 'Holidays', '<script>alert(1)</script>', 'x',
    UTC_TIMESTAMP(), NULL FROM campaign WHERE feature_code = 'DEMO26'
    UNION SELECT id, '旧通知', 'Old', '', '', UTC_TIMESTAMP(),
    UTC_TIMESTAMP() - INTERVAL 1 DAY FROM campaign
    WHERE feature_code = 'DEMO26'
    UNION SELECT id, '别的年级', 'Others', '', '', UTC_TIMESTAMP(), NULL
    FROM campaign WHERE feature_code = 'NEW026'"
get /home
has '开始时间' 'one that is not open says when it will be'
has '放假安排' 'the school has news'
hasnt '<script>alert' 'which are escaped'
hasnt '旧通知' 'old ones are gone'
hasnt '别的年级' 'others are for others'

# --- nobody's row -----------------------------------------------------------------
sql 'DELETE FROM enrolment'
get /home
has '还没有找到您的学籍' 'without a row of the roster it says so'
request POST /home/enrol
is_status 403 'looking again needs a token'
sql "UPDATE account SET name = '林小雯'"
post /home/enrol
is_redirect /home 'looking again'
get /home
has '还没有与您证件号码和姓名都一致的学生' 'another name is not found'
sql "UPDATE account SET name = '林晓雯'"
post /home/enrol
get /home
has '找到了您的学籍信息' 'the right one is'
post /home/enrol
is "$(sql 'SELECT COUNT(*) FROM enrolment')" 1 'once'
login_as 22300010002
get /home
hasnt '林晓雯' 'another student sees his own home'
done_testing
