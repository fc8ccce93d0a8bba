#!/bin/bash
# Every file of the hostile set through the real photo program as FastCGI:
# each is answered within the program's own limit of processor time and of
# memory, and no process dies. Under a sanitizer build the limits are wider and
# its reports are failures.
set=$GRADPHOTO_SHARED/data/hostile
if [ ! -f "$set/manifest.tsv" ]; then
	echo "1..0 # SKIP no $set: the hostile set is not in the clone"
	exit 0
fi
. "$(dirname "$0")/../page/lib.sh"

slow=2 large=300
if nm "$GP_BUILD/photo.fcgi" 2>/dev/null | grep -q __asan_init; then
	slow=60 large=4000
	echo "photo_seconds = $slow" >>"$T/gradphoto.conf"
fi
"$GP_BUILD/photo.fcgi" --config "$T/gradphoto.conf" --processes 1 \
    2>>"$log" &
pool=$!
trap 'kill $pool 2>/dev/null; wait $pool 2>/dev/null; clean_up' EXIT
until [ -S "$T/photo.sock" ]; do sleep 0.05; done
until worker=$(pgrep -P $pool); do sleep 0.05; done

login_as 22300010001
sql "INSERT INTO collection (token, account_id, enrolment_id, roster_id,
    campaign_id, live, state, route, confirmed_at, created_at, updated_at)
    SELECT '$(openssl rand -hex 16)', account_id, enrolment.id, roster_id,
	campaign_id, 1, 'draft', 'online', UTC_TIMESTAMP(), UTC_TIMESTAMP(),
	UTC_TIMESTAMP()
    FROM enrolment JOIN roster ON roster.id = roster_id
    WHERE account_id = $account"
token=$(csrf)

# The process that answers, with the children that decoded for it: its
# processor time in ms, and its peak memory in MB.
used() {
	awk '{print ($14 + $15 + $16 + $17) * 10}' "/proc/$worker/stat"
}
peak() {
	awk '/VmHWM/ {print int($2 / 1024)}' "/proc/$worker/status"
}

# send FILE: sets $status and $ms.
send() {
	local before
	sql 'DELETE FROM rate_count'
	before=$(used)
	env -i PATH="$PATH" REQUEST_METHOD=POST SCRIPT_NAME=/collect/photo \
	    QUERY_STRING= REMOTE_ADDR=192.0.2.1 CONTENT_TYPE=image/jpeg \
	    CONTENT_LENGTH="$(stat -c %s "$1")" HTTP_X_CSRF_TOKEN="$token" \
	    HTTP_ACCEPT=application/json HTTP_COOKIE="$(paste -sd';' "$(jar)")" \
	    cgi-fcgi -bind -connect "$T/photo.sock" <"$1" >"$T/answer"
	ms=$(($(used) - before))
	read_answer
}

n=0 worst=0 worst_file=
while IFS=$'\t' read -r file _; do
	[ -f "$set/$file" ] && [ "$file" != manifest.tsv ] || continue
	send "$set/$file"
	n=$((n + 1))
	[ "$ms" -le "$worst" ] || { worst=$ms worst_file=$file; }
	ok '[[ $status =~ ^(200|413|422)$ ]] && [ "$ms" -lt $((slow * 1000)) ]' \
	    "$file: $status in $ms ms" || show_answer
done <"$set/manifest.tsv"
echo "# $n files, the slowest $worst ms: $worst_file; at most $(peak) MB"
ok '[ "$(peak)" -lt $large ]' 'memory stays within bounds'
ok '[ "$n" -gt 100 ]' 'the set was there'
ok '! grep -E "process [0-9]+ died|over its time" "$log"' 'no process died'
ok '! grep -E "Sanitizer|runtime error" "$log"' 'no sanitizer report'
done_testing
