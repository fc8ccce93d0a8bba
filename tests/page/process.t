#!/bin/bash
# The pool of processes, over real FastCGI: what stops, dies or is replaced,
# and that no request is lost by it.
. "$(dirname "$0")/lib.sh"
socket=$T/student.sock

# ask PATH: the whole answer, by one connection.
ask() {
	env -i PATH="$PATH" GATEWAY_INTERFACE=CGI/1.1 REQUEST_METHOD=GET \
	    SCRIPT_NAME="$1" REMOTE_ADDR=192.0.2.1 \
	    cgi-fcgi -bind -connect "$socket" </dev/null 2>&1
}

# body_of PATH: what follows the headers.
body_of() {
	ask "$1" | sed '1,/^\r*$/d'
}

# until_true COMMAND: within 10 seconds.
until_true() {
	local i
	for i in {1..200}; do
		eval "$1" && return
		sleep 0.05
	done
	return 1
}

# ended: the pool's exit status, or 99 where it does not end.
ended() {
	if until_true '[[ "$(ps -o stat= -p "$parent")" =~ ^(Z|$) ]]'; then
		wait "$parent"
	else
		kill -KILL "$parent"
		return 99
	fi
}

# A test that is interrupted leaves no pool behind.
trap 'kill "$parent" 2>/dev/null; clean_up' EXIT

children() {
	pgrep -P "$parent"
}

launch() {
	GRADPHOTO_CONF=$T/gradphoto.conf "$GP_BUILD/webtest.fcgi" \
	    --processes 2 2>>"$log" &
	parent=$!
}

start() {
	launch
	until_true '[ -S "$socket" ] && [ "$(children | wc -l)" -ge 2 ]'
}

printf '%s\n' 'photo_recycle = 50' 'photo_seconds = 1' >>"$T/gradphoto.conf"
start
is "$(stat -c %a "$socket")" 660 'the socket is for its group only'
ok 'ask /pid | grep -q "Status: 200"' 'a request is answered'
ok 'children | grep -qx "$(body_of /pid)"' 'by a process of the pool'

signs() {
	sql "SELECT COUNT(*) FROM beat WHERE program = 'student'
	    AND pool = 2 AND gone = $1 AND pid IN (0, $2)"
}
ok 'until_true "[ \"\$(signs 0 "$(children | paste -sd,)")\" = 2 ]"' \
    'each has left a sign of life'

# --- two at a time ------------------------------------------------------
body_of /sleep >"$T/a" & one=$!
body_of /sleep >"$T/b" & two=$!
wait $one $two
read -r one from_one to_one <"$T/a"
read -r two from_two to_two <"$T/b"
ok '[ "$one" -gt 0 ] && [ "$two" -gt 0 ] && [ "$one" != "$two" ]' \
    'two processes answer'
ok '[ "$from_one" -lt "$to_two" ] && [ "$from_two" -lt "$to_one" ]' \
    'at once: neither waits for the other'

# --- deaths -------------------------------------------------------------
victim=$(children | head -n 1)
kill -KILL "$victim"
ok 'until_true "[ \"\$(children | grep -vxc $victim)\" = 2 ]"' \
    'a killed process is replaced'
ok 'ask /pid | grep -q "Status: 200"' 'and requests go on'
ask /crash >/dev/null
ok 'until_true "[ \"\$(children | wc -l)\" = 2 ]"' 'so is one that crashed'
ok 'grep -q "died: signal 6" "$log"' 'and the log says so'

# --- time ---------------------------------------------------------------
answer=$(ask /spin)
ok 'grep -q "Status: 503" <<<"$answer" && grep -q "</html>" <<<"$answer"' \
    'a handler over its time: the client gets a whole page'
ok 'ask /wait | grep -qx waited' \
    'one that waits longer than that is not at work, and answers'
ok 'until_true "[ \"\$(children | wc -l)\" = 2 ]"' 'the process is replaced'
for i in {1..6}; do ask /spin >/dev/null & spinners[i]=$!; done
wait "${spinners[@]}"
ok 'until_true "ask /pid | grep -q \"Status: 200\""' \
    'six of them at once only cost time'

# --- recycling ----------------------------------------------------------
old=$(children)
for i in {1..110}; do ask /pid; done | grep -c '^Status: 200' >"$T/count"
is "$(cat "$T/count")" 110 'of 110 requests none is lost'
ok '[ "$(children | grep -cFx "$old")" -lt 2 ]' \
    'though a process is replaced after 50'

# --- replacing all, under load ------------------------------------------
old=$(children)
for n in 1 2 3; do
	for i in {1..80}; do ask /pid; done | grep -c '^Status: 200' \
	    >"$T/load$n" &
	loads[n]=$!
done
kill -HUP "$parent"
wait "${loads[@]}"
is $(($(cat "$T"/load? | paste -sd+))) 240 'SIGHUP loses no request'
ok 'until_true "[ -z \"\$(children | grep -Fx \"\$old\")\" ]"' \
    'and replaces every process'

sed -i 's|^templates_dir = .*|templates_dir = /nonexistent|' "$T/gradphoto.conf"

# --- stopping -----------------------------------------------------------
asleep=$(grep -c asleep "$log")
ask /sleep >"$T/last" & last=$!
until_true '[ "$(grep -c asleep "$log")" -gt "$asleep" ]'
old=$(children | paste -sd,)
kill -TERM "$parent"
wait $last
ok 'grep -q "Status: 200" "$T/last"' 'SIGTERM finishes the running request'
ended
is $? 0 'and then the pool ends'
is "$(signs 1 "$old")" 2 'of which its processes leave word'

# --- a pool that cannot start -------------------------------------------
launch
ok 'until_true "[ \"\$(grep -c \"died: status 1\" \"$log\")\" -ge 2 ]"' \
    'processes that cannot start are tried again'
sleep 1
ok '[ "$(grep -c "died: status 1" "$log")" -lt 20 ]' 'with pauses'
kill -TERM "$parent"
ended
is $? 0 'and can be stopped'

# --- the parent dies ----------------------------------------------------
sed -i "s|^templates_dir = .*|templates_dir = $GP_SRC/templates|" \
    "$T/gradphoto.conf"
start
orphans=$(children | paste -sd' ')
kill -KILL "$parent"
{ wait "$parent"; } 2>/dev/null
ok 'until_true "! ps -p ${orphans// /,} >/dev/null"' \
    'without a parent the processes end'

# --- a socket from outside ----------------------------------------------
socket=$T/inherited.sock
GRADPHOTO_CONF=$T/gradphoto.conf cgi-fcgi -start -connect "$socket" \
    "$GP_BUILD/webtest.fcgi" 2>>"$log"
ok 'until_true "ask /pid | grep -q \"Status: 200\""' \
    'a listening socket on standard input is served'
parent=$(ps -o ppid= -p "$(body_of /pid)" | tr -d ' ')
kill -TERM "$parent"
ok 'until_true "! ps -p $parent >/dev/null"' 'until it is stopped'

"$GP_BUILD/webtest.fcgi" --processes 0 2>/dev/null
is $? 2 'wrong usage is 2'
"$GP_BUILD/webtest.fcgi" --config /nonexistent 2>/dev/null
is $? 1 'no configuration is 1'

done_testing
