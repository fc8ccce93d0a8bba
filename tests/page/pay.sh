# For tests about money, after lib.sh: a provider (the simulator) and an
# account with a finished photo. notify.fcgi runs as CGI, so the simulator
# calls nobody; callbacks are made and delivered by notice and deliver.
#
#	with_alipay		before the rest: Alipay takes payments too
#	start_simulator
#	photo_of 22300010001	an account as by login_as, its photo ready;
#				$collection and $photo are tokens
#	order_of 22300010001	the same with an order in $order
#	stop_simulator		kill -9
#	control '{"pay": "..."}'	what the simulator's /control takes;
#				prints its state
#	worker			one round
#	worker_later SECONDS	one round, so much later

with_alipay() {
	node -e 'require(process.argv[1]).load(process.argv[2], process.argv[3])' \
	    "$GP_SRC/tools/simulator_alipay.js" "$T/pay" \
	    "http://127.0.0.1:$pay_port"
	sed -i 's/^payment = .*/payment = wechat, alipay/' "$T/gradphoto.conf"
	cat "$T/pay/alipay.conf" >>"$T/gradphoto.conf"
}

start_simulator() {
	node "$GP_SRC/tools/simulator.js" --dir "$T/pay" --port "$pay_port" \
	    "$@" >>"$T/simulator.log" 2>&1 &
	simulator=$!
	until_up $simulator control '{}'
}

stop_simulator() {
	kill -9 "$simulator"
	wait "$simulator" 2>/dev/null
}

pay_clean_up() {
	[ -z "${simulator:-}" ] || kill "$simulator" 2>/dev/null
	clean_up
}
trap pay_clean_up EXIT

control() {
	curl -sf -m 20 -H 'Content-Type: application/json' -d "$1" \
	    "http://127.0.0.1:$pay_port/control"
}

# A value of the simulator's state: state_of '.orders["..."].state'.
state_of() {
	control '{}' | node -e '
		const s = JSON.parse(require("fs").readFileSync(0));
		console.log(eval("s" + process.argv[1]));' "$1"
}

photo_of() {
	login_as "$1"
	collection=$(openssl rand -hex 16) photo=$(openssl rand -hex 16)
	sql "
		INSERT INTO collection (token, account_id, enrolment_id,
		    roster_id, campaign_id, live, state, route, confirmed_at, created_at,
		    updated_at)
		SELECT '$collection', account_id, enrolment.id, roster_id,
		    campaign_id, 1, 'draft', 'online', UTC_TIMESTAMP(), UTC_TIMESTAMP(),
		    UTC_TIMESTAMP()
		FROM enrolment JOIN roster ON roster.id = roster_id
		WHERE student_no = '$1';
		SET @c = LAST_INSERT_ID();
		INSERT IGNORE INTO chsi_code (enrolment_id, code_lookup, code_sealed,
		    scheme, created_at)
		SELECT enrolment_id, UNHEX(SHA2('$collection', 256)), '',
		    'opaque', UTC_TIMESTAMP()
		FROM collection WHERE id = @c;
		INSERT INTO photo (token, collection_id, original_sha256,
		    original_type, result_sha256, verdict, report, profile,
		    created_at)
		VALUES ('$photo', @c, SHA2('o', 256), 'jpeg', SHA2('r', 256),
		    'pass', '{}', '', UTC_TIMESTAMP());
		UPDATE collection SET state = 'photo_ready',
		    photo_id = LAST_INSERT_ID() WHERE id = @c;"
}

order_of() {
	photo_of "$1"
	post /collect/prints Prints=no
	order=$(header Location | sed 's|.*/||')
}

order_state() {
	sql "SELECT state FROM orders WHERE token = '${1:-$order}'"
}

collection_state() {
	sql "SELECT state FROM collection WHERE token = '$collection'"
}

worker() {
	"$GP_BUILD/worker" --config "$T/gradphoto.conf" --once 2>>"$log"
}

# With the simulator's clock, or signatures would be too old.
worker_later() {
	local result
	control "{\"offset\": $1}" >/dev/null
	{ cat "$T/gradphoto.conf"; echo "clock_offset = $1"; } >"$T/later.conf"
	"$GP_BUILD/worker" --config "$T/later.conf" --once 2>>"$log"
	result=$?
	control '{"offset": 0}' >/dev/null
	return "$result"
}

# What clients and programs run at another time: later SECONDS COMMAND...
later() {
	local seconds=$1
	shift
	cp "$T/gradphoto.conf" "$T/now.conf"
	echo "clock_offset = $seconds" >>"$T/gradphoto.conf"
	control "{\"offset\": $seconds}" >/dev/null
	"$@"
	control '{"offset": 0}' >/dev/null
	cp "$T/now.conf" "$T/gradphoto.conf"
}

# --- callbacks made by another implementation ------------------------------

# resource ORDER FEN [TRANSACTION] [FIELD...]: what is sealed in a notice of
# a payment; a FIELD is JSON that replaces one.
resource() {
	printf '{"out_trade_no":"%s","transaction_id":"%s",' \
	    "$1" "${3:-4200$1}"
	printf '"trade_state":"SUCCESS","success_time":"%s",' \
	    "$(TZ=Asia/Shanghai date -d "${GP_SHIFT:-0} seconds" +%FT%T+08:00)"
	printf '"appid":"wx0000000000000001","mchid":"1900000001",'
	printf '"amount":{"total":%s,"currency":"CNY"}%s}' "$2" "${4:+,$4}"
}

# notice ID RESOURCE [OPTIONS]: makes the callback's body and headers.
notice() {
	node "$GP_SRC/tests/page/callback.js" "$T/pay" \
	    "{\"id\":\"$1\",\"type\":\"${type:-TRANSACTION.SUCCESS}\",
	    \"resource\":$2${3:+,$3}}" >"$T/notice" 2>"$T/notice.headers"
}

# Sends the notice made last.
deliver() {
	local line program_name=notify client_name=provider
	local -a headers=()
	while read -r line; do
		headers+=(-H "$line")
	done <"$T/notice.headers"
	request POST /notify/wechat -t application/json -b "$T/notice" \
	    "${headers[@]}"
}

# at_once N COMMAND...: N times in parallel, each with an answer of its own;
# prints the statuses, sorted and counted ("20 200").
at_once() {
	local n=$1 i all=$T
	shift
	for i in $(seq "$n"); do
		(
			T=$all/copy$i
			mkdir -p "$T"
			cp "$all"/gradphoto.conf "$all"/notice* \
			    "$all"/jar-* "$all"/lookup.key "$T" 2>/dev/null
			"$@"
			echo "$status" >"$all/status$i"
		) &
		pids[i]=$!
	done
	wait "${pids[@]}"
	for i in $(seq "$n"); do cat "$all/status$i"; done |
	    sort | uniq -c | xargs
}
