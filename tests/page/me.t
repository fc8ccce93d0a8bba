#!/bin/bash
# Me: phone, e-mail, password, consents, my data, deletion.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/account.sh"

for path in /me /me/phone /me/phone/code /me/email /me/password \
    /me/consents /me/data /me/data/file /me/delete; do
	get $path
	is_redirect "/login?next=$path" "$path: a stranger logs in first"
done
client other
register Type=passport Number=FT482915 Name='Maria Silva' \
    Phone=13800000009
client one
register Phone=13800000001 Sms=1
is_redirect /home 'there is an account'
get /me
is_status 200 'me is shown'
has '林晓雯' 'with the name'
has '110101********0028' 'the number masked'
hasnt 110101200403120028 'and never whole'
has '138****0001' 'and the phone'
cookie gp_lang en
get /me
has 'Delete my account' 'in English too'
cookie gp_lang zh-CN
for path in phone email password delete; do
	request POST /me/$path Password=x
	is_status 403 "/me/$path: without a token: refused"
done

# --- phone --------------------------------------------------------------------
get /me/phone
is_status 200 'phone: the form'
post /me/phone Phone=123 Password="$good"
is_status 422 'phone: a wrong one is 422'
post /me/phone Phone=13800000002 Password=wrong
is_status 422 'phone: the password is asked'
has '密码不对' 'phone: and must be right'
has 'value="13800000002"' 'phone: what was entered stays'
post /me/phone Phone=13800000002 Password="$good"
is_redirect /me/phone/code 'phone: a code goes to the new one'
post /me/phone/code Code="$(code_for 13800000002)"
is_redirect /me 'phone: it is changed'
is "$(sql 'SELECT phone, phone_login FROM account WHERE id = 2')" \
    "$(printf '13800000002\t13800000002')" 'phone: for log-in too'
is "$(sql "SELECT recipient, template, account_id FROM outbox
    WHERE template = 'phone'")" "$(printf '13800000001\tphone\t2')" \
    'phone: the old one is told'
post /me/phone/code Code=123456
is_redirect /me/phone 'phone: a second submit is harmless'
later 61
post /me/phone Phone=13800000009 Password="$good"
is_redirect /me/phone/code "phone: somebody else's looks alike"
post /me/phone/code Code="$(code_for 13800000009)"
is_status 409 'phone: its owner is told that it is taken'
has '另一个账号' 'phone: by whom is not'
is "$(sql "SELECT COUNT(*) FROM outbox WHERE template = 'phone'")" 1 \
    'phone: and nobody of a change that was none'
for i in $(seq 10 40); do	# twice ten, where an hour ends in between
	post /me/phone Phone=138000001$i Password="$good"
	[ "$status" = 303 ] || break
	# The limit of requests a minute is another one.
	sql "DELETE FROM rate_count
	    WHERE minute <= (UNIX_TIMESTAMP() + ${offset:-0}) DIV 60"
done
has '验证码太多了' 'phone: and the page says so'
is_status 429 'phone: some codes an hour, not more, whatever the number'
ok '[ "$i" -ge 18 ] && [ "$i" -le 30 ]' 'phone: ten'
for i in 1 2 3 4 5; do
	post /me/phone Phone=13800000003 Password=wrong
done
post /me/phone Phone=13800000003 Password="$good"
is_status 429 'phone: guesses at the password are slowed'
ok '[ "$(header Retry-After)" -gt 0 ]' 'phone: and it says how long'
later 16

# --- e-mail -------------------------------------------------------------------
post /me/email Email=nobody
is_status 422 'e-mail: a wrong one is 422'
has 'value="nobody"' 'e-mail: and stays'
post /me/email Email=lin@example.com
is_redirect /me 'e-mail: it is changed'
get /me/email
has 'value="lin@example.com"' 'e-mail: and shown'
post /me/email Email=
is_redirect /me 'e-mail: it can be removed'

# --- password -----------------------------------------------------------------
post /me/password Current=wrong Password=Winter-2027! Again=Winter-2027!
is_status 422 'password: the current one must be right'
later 31
post /me/password Current="$good" Password=123 Again=123
is_status 422 'password: a weak one is 422'
has '至少用三种' 'password: and says why'
cookie=$(cookie gp_session)
client elsewhere
post /login Who=13800000002 Password="$good"
is_redirect /home 'password: another device logs in'
client one
post /me/password Current="$good" Password=Winter-2027! Again=Winter-2027!
is_redirect /me 'password: it is changed'
is "$(sql "SELECT recipient FROM outbox WHERE template = 'password'")" \
    13800000002 'password: the phone is told'
get /me
is_status 200 'password: this device stays'
client elsewhere
get /me
is_redirect '/login?next=/me' 'password: the other does not'
client one

# --- consents -----------------------------------------------------------------
get /me/consents
is_status 200 'consents: the list'
has '《服务协议》' 'consents: the terms'
has '2026-11' 'consents: their version'
hasnt 'value="mailing"' 'consents: mailing is asked with an order'
post /me/consents/withdraw Purpose=sms
is_redirect /me/consents 'consents: SMS notices end'
is "$(sql "SELECT withdrawn_at IS NULL FROM consent
    WHERE account_id = 2 AND purpose = 'sms'")" 0 'consents: on record'
post /me/consents/withdraw Purpose=terms
is_status 422 'consents: the terms end with the account only'
post /me/consents/withdraw Purpose=nothing
is_status 422 'consents: an unknown purpose is 422'
post /me/consents/accept Purpose=nothing
is_status 422 'consents: the same for accepting'
request POST /me/consents/accept Purpose=sms
is_status 403 'consents: without a token: refused'
post /me/consents/accept Purpose=sms
post /me/consents/accept Purpose=sms
is "$(sql "SELECT COUNT(*) FROM consent WHERE account_id = 2
    AND purpose = 'sms'")" 2 'consents: given again, once'

# shot STATE: a collection of the account with a photo whose files exist.
shot() {
	local original result
	original=$(openssl rand -hex 32) result=$(openssl rand -hex 32)
	mkdir -p "$T/files/${original:0:2}" "$T/files/${result:0:2}"
	original_file=$T/files/${original:0:2}/${original:2}
	result_file=$T/files/${result:0:2}/${result:2}
	echo original >"$original_file"
	echo result >"$result_file"
	sql "INSERT INTO collection (token, account_id, enrolment_id,
	    roster_id, campaign_id, live, state, created_at, updated_at)
	    SELECT LEFT(SHA2(UUID(), 256), 32), e.account_id, e.id,
	    r.id, r.campaign_id, 1, '$1', UTC_TIMESTAMP(), UTC_TIMESTAMP()
	    FROM enrolment e JOIN roster r ON r.id = e.roster_id
	    WHERE e.account_id = 2;
	    SET @c = LAST_INSERT_ID();
	    INSERT INTO photo (token, collection_id, original_sha256,
	    original_type, result_sha256, verdict, report, profile, created_at)
	    VALUES (LEFT(SHA2(UUID(), 256), 32), @c, '$original', 'jpeg',
	    '$result', 'pass', '{\"faces\":1}', '', UTC_TIMESTAMP());
	    SET @p = LAST_INSERT_ID();
	    UPDATE collection SET photo_id = @p WHERE id = @c"
}
shot ordered
sql "INSERT INTO orders (token, account_id, collection_id, photo_id, live,
    state, prints, amount_fen, created_at, expires_at)
    SELECT MD5('pending'), 2, id, photo_id, 1, 'pending', 0, 2000,
    UTC_TIMESTAMP(), UTC_TIMESTAMP() + INTERVAL 30 MINUTE FROM collection"
post /me/consents/withdraw Purpose=photo
is_status 409 'consents: not while its photo can still be paid for'
has '请先付款或取消订单' 'consents: and what to do about it'
post /me/consents/withdraw Purpose=sms
is_redirect /me/consents 'consents: another one goes at any time'
sql "DELETE FROM orders; UPDATE collection SET state = 'photo_ready'"
post /me/consents/withdraw Purpose=photo
is_redirect /me/consents 'consents: the one to the photo is taken back'
is "$(sql 'SELECT state, live IS NULL FROM collection')" \
    "$(printf 'withdrawn\t1')" 'consents: what was not ordered ends'
ok '[ ! -e "$original_file" ] && [ ! -e "$result_file" ]' \
    'consents: its files are gone'
is "$(sql 'SELECT COUNT(*) FROM deletion WHERE done_at IS NOT NULL
    AND reason = "consent"')" 2 'consents: with a record of each'
post /collect/identity Kind=graduate
is_redirect /me/consents 'consents: without it nothing is begun'
get /me/consents
has '需要您同意' 'consents: and it says why'
post /me/consents/accept Purpose=photo
is_redirect /me/consents 'consents: it can be given again'
post /collect/identity Kind=graduate
is_redirect /collect/code 'consents: and then goes on'
sql 'DELETE FROM collection WHERE live = 1'

# --- my data ------------------------------------------------------------------
shot submitted
# The school has a photo of each: of the one of this account, and of Maria.
sql "INSERT INTO staff (login, name, state, password, must_change, totp_sealed,
    created_at) VALUES ('supply', 'supply', 'active', '!', 0, '',
    UTC_TIMESTAMP())"
supply() {
	local sha
	sha=$(printf %s "$2" | sha256sum | cut -d' ' -f1)
	supplied_file=$T/files/${sha:0:2}/${sha:2}
	mkdir -p "$T/files/${sha:0:2}"
	printf %s "$2" >"$supplied_file"
	sql "INSERT INTO enrolment_photo (roster_id, sha256, staff_id,
	    created_at) SELECT e.roster_id, '$sha', s.id, UTC_TIMESTAMP()
	    FROM enrolment e JOIN staff s WHERE e.account_id = $1"
}
supply 1 'of Maria'
others_file=$supplied_file
supply 2 'of her admission'
get /me/data
is_status 200 'data: the page'
has 'href="/me/data/file"' 'data: leads to the file'
get /me/data/file
is_status 200 'data: the file'
header_is Content-Type application/json 'data: is JSON'
has 110101200403120028 'data: with my number'
has 13800000002 'data: my phone'
has '"student_no": "22300010001"' 'data: my row'
has "$(basename "$result_file")" 'data: my photos'
has "\"jpeg\": \"$(printf 'of her admission' | base64)\"" \
    "data: the school's photo of me"
hasnt 'Maria' 'data: and nobody else'
ok 'node -e "JSON.parse(require(\"fs\").readFileSync(\"$T/body\"))"' \
    'data: and parses'
# Every table that names an account is in the file.
for table in $(sql "SELECT table_name FROM information_schema.columns
    WHERE table_schema = '$database' AND column_name = 'account_id'"); do
	has "\"$table\": [" "data: has $table"
done

# --- deletion -----------------------------------------------------------------
get /me/delete
is_status 200 'deletion: the page'
has '会保留' 'deletion: says what stays'
post /me/delete Password=Winter-2027!
is_status 422 'deletion: must be meant'
post /me/delete Password=wrong Sure=1
is_status 422 'deletion: the password must be right'
# order STATE: an order of the newest collection.
order() {
	sql "INSERT INTO address (account_id, recipient, phone, region,
	    detail, created_at) VALUES (2, '林晓雯', '13800000002', '上海市',
	    '邯郸路 220 号', UTC_TIMESTAMP());
	    SET @a = LAST_INSERT_ID();
	    INSERT INTO orders (token, account_id, collection_id, photo_id,
	    live, state, prints, address_id, amount_fen, created_at,
	    expires_at) SELECT LEFT(SHA2(UUID(), 256), 32), 2, c.id,
	    c.photo_id, 1, '$1', 1, @a, 3500, UTC_TIMESTAMP(),
	    UTC_TIMESTAMP() + INTERVAL 30 MINUTE
	    FROM collection c ORDER BY c.id DESC LIMIT 1"
}
order pending
get /me/delete
has '请先取消' 'deletion: an order in the way is shown'
post /me/delete Password=Winter-2027! Sure=1
is_status 409 'deletion: not while an order may be paid'
sql "UPDATE orders SET state = 'paid'"
get /me/delete
has '费用不退' 'deletion: what is paid and not handed in is warned of'
# A file that can't be removed now, as if the process died before it.
aside=$(dirname "$original_file")/.gone-$(basename "$original_file")
mkdir "$aside"
post /me/delete Password=Winter-2027! Sure=1
is_redirect / 'deletion: it is done'
get /me
is_redirect '/login?next=/me' 'deletion: the session is over'
is "$(sql 'SELECT state, COALESCE(id_sealed, ""), COALESCE(id_lookup, ""),
    name, phone, COALESCE(phone_login, ""), email, password FROM account
    WHERE id = 2')" "$(printf 'deleted\t\t\t\t\t\t\t')" \
    'deletion: nothing of the person stays in the account'
is "$(sql 'SELECT CONCAT(recipient, phone, region, detail) FROM address')" \
    '' 'deletion: nor in addresses'
is "$(sql 'SELECT amount_fen, state FROM orders')" \
    "$(printf '3500\tpaid')" 'deletion: the books stay'
is "$(sql "SELECT COUNT(*) FROM photo WHERE removed_at IS NULL
    OR report <> ''")" 0 'deletion: photos are removed'
ok '[ ! -e "$result_file" ]' 'deletion: the result is gone'
ok '[ ! -e "$supplied_file" ]' "deletion: and the school's photo"
is "$(sql 'SELECT e.account_id FROM enrolment_photo p JOIN enrolment e
    ON e.roster_id = p.roster_id')" 1 "deletion: but not another's"
ok '[ -e "$others_file" ]' "deletion: nor that one's file"
is "$(sql "SELECT reason FROM deletion WHERE account_id = 2
    AND detail = '$(basename "$(dirname "$supplied_file")")$(basename \
    "$supplied_file")'")" account 'deletion: with a record'
is "$(sql 'SELECT detail FROM deletion WHERE done_at IS NULL')" \
    "$(basename "$(dirname "$original_file")")$(basename "$original_file")" \
    'deletion: what could not be removed is on record'
ok '[ -e "$original_file" ]' 'deletion: it is still there'
rmdir "$aside"
"$GP_BUILD/worker" --config "$T/gradphoto.conf" --once 2>>"$log"
ok '[ ! -e "$original_file" ]' 'deletion: and the worker removes it'
is "$(sql 'SELECT COUNT(*) FROM deletion WHERE done_at IS NULL')" 0 \
    'deletion: then nothing is left'
is "$(sql "SELECT COUNT(*) FROM consent WHERE account_id = 2
    AND withdrawn_at IS NULL")" 0 'deletion: consents end'
ok 'sql "SELECT object FROM deletion" | grep -qx account' \
    'deletion: it is on record'
ok '! sql "SELECT phone FROM sms_code" | grep -q 13800000002' \
    'deletion: codes are gone'
post /login Who=13800000002 Password=Winter-2027!
is_status 422 'deletion: nobody can log in'
client again
later 61
register Phone=13800000002
is_redirect /home 'deletion: the person may register again'
get /home
has 22300010001 'deletion: and has the row again'
has '开始线上采集' 'deletion: from the beginning'
client other
get /home
has 'Maria Silva' 'deletion: others are still there'
done_testing
