# Page tests: sourced by each tests/page/*.t. Runs the real programs as plain
# CGI against a database of the test's own, and prints TAP.
#
#	. "$(dirname "$0")/lib.sh"
#	login_as 22300010001
#	get /home
#	is_status 200 'home is shown'
#	has '江海大学' 'with the name of the school'
#	post /orders/$token/cancel confirm=1
#	is_redirect "/orders/$token" 'a cancelled order is shown again'
#	done_testing
#
# Requests: $status, the files $T/head and $T/body, and the cookies in the
# jar of the current client are what a request leaves behind.
#
#	get PATH				PATH may hold a query
#	post PATH [NAME=VALUE]...		with the right CSRF token
#	request METHOD PATH [OPTION]... [NAME=VALUE]...
#		-H 'Name: value'	a header
#		-E 'NAME=value'		what the web server says beside
#		-t TYPE -b FILE		a raw body; TYPE its Content-Type
#		-m			a multipart form; NAME=@FILE;TYPE a file
#	program NAME				photo, notify, admin: for what
#						follows
#	client NAME				another browser: its own cookies
#
# Checks (the last argument says what is tested): ok CONDITION, is A B,
# is_status N, is_redirect PATH, has TEXT, hasnt TEXT, header_is NAME VALUE.
# The database: sql 'SELECT ...' prints rows; login_as STUDENT_NO;
# staff_login NAME (see there).
# $log is what the programs wrote to standard error.
set -u

GP_SRC=${GP_SRC:-$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)}
: "${GP_BUILD:?set GP_BUILD to the build directory}"
T=$(mktemp -d /tmp/gpt-XXXXXX)
log=$T/log
tests=0 failures=0 status=0
client_name=one program_name=student
database=t$$_$RANDOM

# --- TAP ----------------------------------------------------------------

# ok CONDITION WHAT: CONDITION is a command.
ok() {
	tests=$((tests + 1))
	if eval "$1"; then
		echo "ok $tests - $2"
	else
		failures=$((failures + 1))
		echo "not ok $tests - $2"
		echo "# failed: $1"
		return 1
	fi
}

show_answer() {
	sed 's/^/# /' "$T/head"
	head -c 600 "$T/body" | tr -d '\0' | sed 's/^/# /'
	echo
	tail -n 3 "$log" | sed 's/^/# log: /'
}

is() {
	local _a=$1 _b=$2
	ok '[ "$_a" = "$_b" ]' "$3" || printf '# got: %s\n# expected: %s\n' \
	    "$_a" "$_b"
}

is_status() {
	local _want=$1
	ok '[ "$status" = "$_want" ]' "$2" || show_answer
}

is_redirect() {
	local _want=$1
	ok '[ "$status" = 303 ] && [ "$(header Location)" = "$_want" ]' "$2" ||
	    show_answer
}

has() {
	local _want=$1
	ok 'grep -qF -- "$_want" "$T/body"' "$2" || show_answer
}

hasnt() {
	local _want=$1
	ok '! grep -qF -- "$_want" "$T/body"' "$2" || show_answer
}

header_is() {
	local _name=$1 _want=$2
	ok '[ "$(header "$_name")" = "$_want" ]' "$3" || show_answer
}

done_testing() {
	echo "1..$tests"
	[ "$failures" = 0 ]
	exit
}

# --- requests -----------------------------------------------------------

client() {
	client_name=$1
}

program() {
	program_name=$1
}

jar() {
	echo "$T/jar-$client_name"
}

# cookie NAME [VALUE]: prints or sets one of the current client.
cookie() {
	local file
	file=$(jar)
	touch "$file"
	if [ $# = 1 ]; then
		sed -n "s/^$1=//p" "$file"
	else
		sed -i "/^$1=/d" "$file"
		echo "$1=$2" >>"$file"
	fi
}

session_cookie() {
	if [ "$program_name" = admin ]; then echo gp_staff
	else echo gp_session; fi
}

# The token that pages put into their forms: an HMAC of the session's.
csrf() {
	printf 'csrf\0%s' "$(cookie "$(session_cookie)")" |
	    openssl dgst -sha256 -mac HMAC -macopt "hexkey:$(cat "$T/lookup.key")" |
	    sed 's/.*= //'
}

header() {
	sed -n "s/^$1: //Ip" "$T/head" | head -n 1
}

url_encode() {
	local LC_ALL=C s=$1 i c n
	for ((i = 0; i < ${#s}; i++)); do
		c=${s:i:1}
		case $c in
		[a-zA-Z0-9._~-]) printf %s "$c" ;;
		*)	# A byte above 127 comes out negative.
			printf -v n %d "'$c"
			printf '%%%02X' $((n & 255)) ;;
		esac
	done
}

encode_form() {
	local pair sep=
	for pair in "$@"; do
		printf '%s%s=%s' "$sep" "$(url_encode "${pair%%=*}")" \
		    "$(url_encode "${pair#*=}")"
		sep='&'
	done
}

encode_multipart() {
	local pair name value
	for pair in "$@"; do
		name=${pair%%=*} value=${pair#*=}
		printf -- '--gpboundary\r\nContent-Disposition: form-data; name="%s"' \
		    "$name"
		if [[ $value == @* ]]; then
			printf '; filename="%s"\r\nContent-Type: %s\r\n\r\n' \
			    "$(basename "${value%;*}")" "${value##*;}"
			value=${value%;*}
			cat "${value#@}"
		else
			printf '\r\n\r\n%s' "$value"
		fi
		printf '\r\n'
	done
	printf -- '--gpboundary--\r\n'
}

# Splits the answer, and keeps the cookies it sets.
read_answer() {
	local line name value
	sed '/^\r$/q' "$T/answer" | tr -d '\r' >"$T/head"
	tail -c +$(($(sed '/^\r$/q' "$T/answer" | wc -c) + 1)) "$T/answer" \
	    >"$T/body"
	status=$(header Status)
	while read -r line; do
		name=${line%%=*} value=${line#*=}
		value=${value%%;*}
		case $line in
		*Max-Age=0*) sed -i "/^$name=/d" "$(jar)" ;;
		*) cookie "$name" "$value" ;;
		esac
	done < <(sed -n 's/^Set-Cookie: //Ip' "$T/head")
}

request() {
	local method=$1 path=$2 type= file=$T/request multipart=
	local -a fields=() vars=()
	shift 2
	while [ $# -gt 0 ]; do
		case $1 in
		-H) vars+=("HTTP_$(sed 's/:.*//; s/-/_/g; s/.*/\U&/' \
		    <<<"$2")=${2#*: }"); shift ;;
		-E) vars+=("$2"); shift ;;
		-t) type=$2; shift ;;
		-b) file=$2; shift ;;
		-m) multipart=1 ;;
		*) fields+=("$1") ;;
		esac
		shift
	done
	if [ ${#fields[@]} -gt 0 ] && [ -n "$multipart" ]; then
		type='multipart/form-data; boundary=gpboundary'
		encode_multipart "${fields[@]}" >"$file"
	elif [ ${#fields[@]} -gt 0 ]; then
		type=application/x-www-form-urlencoded
		encode_form "${fields[@]}" >"$file"
	elif [ "$file" = "$T/request" ]; then
		: >"$file"
	fi
	touch "$(jar)"
	[ -z "$type" ] || vars+=("CONTENT_TYPE=$type")
	[ "$method" = GET ] ||
	    vars+=("CONTENT_LENGTH=${CONTENT_LENGTH-$(stat -c %s "$file")}")
	env -i PATH="$PATH" ${ASAN_OPTIONS:+ASAN_OPTIONS="$ASAN_OPTIONS"} \
	    GATEWAY_INTERFACE=CGI/1.1 REQUEST_METHOD="$method" \
	    SCRIPT_NAME="${path%%\?*}" QUERY_STRING="$(sed -n \
	    's/^[^?]*?//p' <<<"$path")" REMOTE_ADDR=192.0.2.1 \
	    HTTP_COOKIE="$(paste -sd';' "$(jar)")" "${vars[@]}" \
	    "$GP_BUILD/$program_name.fcgi" --config "$T/gradphoto.conf" \
	    <"$file" >"$T/answer" 2>>"$log"
	read_answer
}

get() {
	request GET "$@"
}

# Without a session yet, as in a browser, the form's page is asked for first.
post() {
	local path=$1
	shift
	[ -n "$(cookie "$(session_cookie)")" ] || get "$path"
	request POST "$path" "csrf=$(csrf)" "$@"
}

# --- database -----------------------------------------------------------

db_dir=${GP_DB_DIR:-$T/db}

sql() {
	"$GP_SRC/tools/private-db.sh" "$db_dir" sql -N -B -D "$database" \
	    "${@:+-e}" "$@"
}

tool() {
	"$GP_BUILD/gradphoto" --config "$T/gradphoto.conf" "$@"
}

write_conf() {
	# The others must do without the key of ID numbers.
	openssl rand -hex 32 | tee "$T"/{owner,admin,jobs}.data.key \
	    >"$T/student.data.key"
	openssl rand -hex 32 >"$T/lookup.key"
	openssl rand -hex 32 >"$T/code.key"
	chmod 600 "$T"/*.key
	mkdir "$T/files" "$T/sms" "$T/jobs"
	cat >"$T/gradphoto.conf" <<-END
		base_url = http://127.0.0.1:8080
		db_socket = $(cat "$db_dir/socket")
		db_password_file = $db_dir/%p.password
		db_name = $database
		key_file = $T/%p.data.key
		lookup_key_file = $T/lookup.key
		code_test_key_file = $T/code.key
		files_dir = $T/files
		sms_spool_dir = $T/sms
		job_dir = $T/jobs
		audit_end_file = $T/audit.end
		templates_dir = $GP_SRC/templates
		schema_dir = $GP_SRC/schema
		profiles_dir = $GP_SRC/etc/profiles
		regions_file = $GP_BUILD/regions.tsv
		models_dir = $GP_BUILD/models
		listen = $T/%p.sock
		demo = yes
	END
	# Keys for every program that may pay; pay.sh starts the provider.
	pay_port=$(free_port)
	node -e 'require(process.argv[1]).load(process.argv[2], process.argv[3])' \
	    "$GP_SRC/tools/simulator_keys.js" "$T/pay" \
	    "http://127.0.0.1:$pay_port" &&
	cat "$T/pay/wechat.conf" >>"$T/gradphoto.conf"
}

# The school of ./dev up: a campaign of graduates and one of new students.
load_demo() {
	local opens closes
	opens=$(date -u -d '-7 days' +%F) closes=$(date -u -d '+90 days' +%F)
	tool migrate >/dev/null 2>&1 &&
	sql <"$GP_SRC/schema/grants.sql" &&
	tool school add demo 江海大学 'Jianghai University' \
	    --contact '教务处 021-5555 0123' >/dev/null &&
	tool campaign add --school demo --kind graduate --feature DEMO26 \
	    --name-zh 2027届毕业生 --name-en 'Class of 2027' \
	    --opens "$opens" --closes "$closes" --price 20 --price-prints 35 \
	    --token demo0000000000000000000000000001 >/dev/null &&
	tool campaign add --school demo --kind new_student --feature NEW026 \
	    --name-zh 2026级新生 --name-en 'New students of 2026' \
	    --opens "$opens" --closes "$closes" --price 15 --price-prints 30 \
	    --profile new-student-white \
	    --token demo0000000000000000000000000002 >/dev/null &&
	tool roster import "$GP_SRC/etc/demo/graduates.csv" \
	    --campaign DEMO26 >/dev/null &&
	tool roster import "$GP_SRC/etc/demo/new-students.csv" \
	    --campaign NEW026 >/dev/null
}

# login_as STUDENT_NO: an account for that row of the roster, where there is
# none yet, and a session in the current client. $account is its id. It has
# no password: log in with one by the pages.
login_as() {
	local token
	token=$(openssl rand -hex 16)
	account=$(sql "
		INSERT INTO account (state, id_type, id_sealed, id_lookup,
		    name, sex, phone, phone_login, email, password, campaign_id,
		    created_at)
		SELECT 'active', id_type, id_sealed, id_lookup, name, sex,
		    CONCAT('139', RIGHT(student_no, 8)),
		    CONCAT('139', RIGHT(student_no, 8)), '', '!', campaign_id,
		    UTC_TIMESTAMP()
		FROM roster WHERE student_no = '$1' AND id_lookup NOT IN
		    (SELECT id_lookup FROM account WHERE id_lookup IS NOT NULL);
		INSERT IGNORE INTO enrolment (account_id, roster_id, created_at)
		SELECT account.id, roster.id, UTC_TIMESTAMP()
		FROM roster JOIN account USING (id_lookup)
		WHERE student_no = '$1';
		INSERT INTO consent (account_id, purpose, version, text_sha256,
		    accepted_at, remote_addr)
		SELECT account.id, purpose, 'test', UNHEX(SHA2(purpose, 256)),
		    UTC_TIMESTAMP(), ''
		FROM roster JOIN account USING (id_lookup)
		JOIN (SELECT 'photo' AS purpose UNION SELECT 'face') AS needed
		WHERE student_no = '$1' AND account.id NOT IN
		    (SELECT account_id FROM consent);
		INSERT INTO session (token_hash, account_id, created_at,
		    expires_at)
		SELECT UNHEX(SHA2('$token', 256)), account.id, UTC_TIMESTAMP(),
		    UTC_TIMESTAMP() + INTERVAL 2 DAY
		FROM roster JOIN account USING (id_lookup)
		WHERE student_no = '$1';
		SELECT account.id FROM roster JOIN account USING (id_lookup)
		WHERE student_no = '$1';")
	cookie gp_session "$token"
}

# staff_login NAME [ROLE SCHOOL DEPARTMENT]: goes on as admin.fcgi with a
# session of that member of staff in the current client. These are made as
# needed, others by the roles given ("" for all of them): reviewer of the
# department 信息工程学院, neighbour of 外国语学院, registrar,
# administrator; stranger is registrar and reviewer of another school.
# $staff is the id. No password or app: log in with those by the pages.
staff_login() {
	local name=$1 role=${2-} school=${3-demo} department=${4-} token
	token=$(openssl rand -hex 16)
	program admin
	case $name in
	reviewer) role=${role:-reviewer}
		department=${department:-信息工程学院} ;;
	neighbour) role=reviewer department=外国语学院 ;;
	registrar) role=${role:-registrar} ;;
	administrator) role=${role:-administrator} school= ;;
	stranger) role=registrar,reviewer school=other
		sql "INSERT IGNORE INTO school (code, name_zh, name_en,
		    created_at) VALUES ('other', '别的大学', 'Elsewhere',
		    UTC_TIMESTAMP())" ;;
	esac
	staff=$(sql "
		INSERT IGNORE INTO staff (school_id, login, name, state,
		    password, must_change, totp_sealed, created_at)
		VALUES ((SELECT id FROM school WHERE code = '$school'),
		    '$name', '$name', 'active', '!', 0, '', UTC_TIMESTAMP());
		INSERT INTO staff_role (staff_id, role, school_id,
		    department_id, created_at)
		SELECT staff.id, each_role.role, school.id, department.id,
		    UTC_TIMESTAMP()
		FROM staff JOIN (SELECT 'reviewer' AS role UNION
		    SELECT 'registrar' UNION SELECT 'administrator') each_role
		    ON FIND_IN_SET(each_role.role, '$role')
		LEFT JOIN school ON school.code = '$school'
		LEFT JOIN department ON department.school_id = school.id
		    AND department.name = '$department'
		WHERE login = '$name' AND NOT EXISTS (SELECT 1
		    FROM staff_role r WHERE r.staff_id = staff.id
		    AND r.role = each_role.role);
		INSERT INTO staff_session (token_hash, staff_id, step,
		    remote_addr, agent, created_at, seen_at, expires_at)
		SELECT UNHEX(SHA2('$token', 256)), id, 'in', '192.0.2.1',
		    'test', UTC_TIMESTAMP(), UTC_TIMESTAMP(),
		    UTC_TIMESTAMP() + INTERVAL 1 HOUR
		FROM staff WHERE login = '$name';
		SELECT id FROM staff WHERE login = '$name'")
	cookie gp_staff "$token"
}

# A port that nobody listens on, nor on the next one; below those that the
# kernel gives to whoever connects.
free_port() {
	local p
	while :; do
		p=$((10000 + RANDOM % 20000))
		(: <"/dev/tcp/127.0.0.1/$p") 2>/dev/null ||
		    (: <"/dev/tcp/127.0.0.1/$((p + 1))") 2>/dev/null ||
		    break
	done
	echo $p
}

# until_up PID COMMAND...: until it succeeds; a server that is dead never
# will.
until_up() {
	local pid=$1
	shift
	until "$@" >/dev/null 2>&1; do
		kill -0 "$pid" 2>/dev/null || {
			echo "Bail out! a server of the test fell"
			exit 99
		}
		sleep 0.05
	done
}

clean_up() {
	sql "DROP DATABASE IF EXISTS $database" >/dev/null 2>&1
	[ -n "${GP_DB_DIR:-}" ] ||
	    "$GP_SRC/tools/private-db.sh" "$db_dir" stop
	rm -rf "$T"
}

set_up() {
	[ -e "$db_dir/socket" ] ||
	    "$GP_SRC/tools/private-db.sh" "$db_dir" start --fast
	trap clean_up EXIT
	trap 'exit 1' INT TERM
	"$GP_SRC/tools/private-db.sh" "$db_dir" sql -e "
		CREATE DATABASE $database CHARACTER SET utf8mb4
		    COLLATE utf8mb4_unicode_ci;
		GRANT ALL ON $database.* TO gp_owner" &&
	write_conf && load_demo
}

set_up || { echo "Bail out! no test database"; exit 99; }
