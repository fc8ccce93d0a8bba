#!/bin/bash
# A picture of an ID card or a passport fills in the forms of registering and
# logging in; what it doesn't take, and that nothing of it stays behind.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/account.sh"

# For builds with a sanitizer.
printf 'photo_seconds = 60\nread_seconds = 60\n' >>"$T/gradphoto.conf"
# A core would hold the picture; the search at the end would find it.
touch "$T/started"
cd "$T" && ulimit -c unlimited

IFS=$'\t' read -r number name sex _ < <(
	"$GP_BUILD/tests/read/cards_bench" --write 7021 "$T/card.jpg" plain)
"$GP_BUILD/tests/read/cards_bench" --write 21 "$T/back.jpg" back >/dev/null
passport() { "$GP_SRC/tests/read/passport.sh" "$@"; }
passport "$T/passport.jpg" BRA SILVA MARIA FT482915 040511 F 350101
cat >"$T/more.csv" <<-END
	学号,姓名,性别,证件类型,证件号码,院系,专业,班级,层次,毕业年月
	22300019999,$name,$([ "$sex" = M ] && echo 男 || echo 女),身份证,$number,院,专业,班,本科,2027-06
END
tool roster import "$T/more.csv" --campaign DEMO26 >/dev/null

# pictured PAGE FILE [NAME=VALUE]...: the form's own button; asked: a script.
# More than six in a minute are too many, but not for this test.
send() {
	local page=$1 file=$2
	shift 2
	[ -n "$(cookie gp_session)" ] || get "$page"
	sql 'DELETE FROM rate_count'
	program photo
	request POST "$page/read" -m "csrf=$(csrf)" "$@" \
	    "Picture=@$file;image/jpeg"
	program student
}
pictured() { send "$@"; }
asked() {
	local page=$1 file=$2
	shift 2
	send "$page" "$file" -H 'Accept: application/json' "$@"
}

ok 'nm "$GP_BUILD/photo.fcgi" | grep -qw reader_load &&
    ! nm "$GP_BUILD/student.fcgi" | grep -qw reader_load' \
    'the pages of students carry no reader'

# --- registering by card --------------------------------------------------
get /register
has 'formaction="/register/read"' 'the form takes a picture'
has '留学生点这里' 'with the way for overseas students'
pictured /register "$T/card.jpg" Phone=13800000077 Name=旧 Password="$good"
is_redirect /register 'a card is read, and the form comes back'
ok '! grep -q "$number\|$name" "$T/head" "$T/body"' \
    'what it says travels sealed'
get /register
has "value=\"$number\"" 'the number is filled in'
has "value=\"$name\"" 'the name in place of what was typed'
has 'value="13800000077"' 'what was typed elsewhere stays'
has 'id="check-Name"' 'the name is to be checked'
hasnt 'id="check-Number"' 'a number that proves itself is not'
hasnt "$good" 'no password comes back'
has '已从证件填入' 'and it is said'
ok 'grep -q "value=\"$sex\" checked" "$T/body"' 'sex is ticked'
get /register
hasnt "$number" 'once only'
asked /register "$T/card.jpg" Number= Type=card
is_status 200 'a script asks the same'
is "$(node -e 'const a = JSON.parse(require("fs").readFileSync(0));
    console.log(a.fields.Number, a.fields.Name, a.fields.Sex, a.fields.Type,
    a.check.join())' <"$T/body")" "$number $name $sex card Name" \
    'and gets the values, with what is to be checked'
header_is Cache-Control no-store 'which no cache may keep'
register Number="$number" Name="$name" Sex="$sex" Phone=13800000077
is_redirect /home 'what was read makes an account'
is "$(sql "SELECT COUNT(*) FROM enrolment")" 1 'of the student on the list'

# --- logged in --------------------------------------------------------------
asked /register "$T/card.jpg"
is_status 409 'who is logged in needs no card'
has '请先退出登录' 'and is told so'
pictured /login "$T/card.jpg"
is_redirect /home 'a form leads home'

# --- by passport ------------------------------------------------------------
client two
get '/register?type=passport'
ok 'grep -q "value=\"passport\" checked" "$T/body"' \
    'the link for overseas students chooses the passport'
pictured /register "$T/passport.jpg" Type=passport
is_redirect /register 'a passport is read'
get /register
has 'value="FT482915"' 'its number'
has 'value="MARIA SILVA"' 'its name'
ok 'grep -q "value=\"passport\" checked" "$T/body"' 'the kind of document'
ok 'grep -q "value=\"F\" checked" "$T/body"' 'and sex'
asked /register "$T/passport.jpg" Type=card
has '"Type":"passport"' 'it is known for one where a card was meant, too'

# --- logging in -------------------------------------------------------------
client three
pictured /login "$T/card.jpg" Next=/orders Who=13800000077
is_redirect /login 'a card at the log-in'
get /login
has "value=\"$number\"" 'its number is filled in'
has 'value="/orders"' 'the way on is kept'
has '请核对，再输入密码' 'and the password is asked'
is "$(sql 'SELECT COUNT(*) FROM session WHERE account_id IS NOT NULL')" 1 \
    'a picture alone logs nobody in'
post /login Who="$number" Password="$good" Next=/orders
is_redirect /orders 'with the password it does'

# --- what is refused --------------------------------------------------------
client four
refused() {	# STATUS TEXT WHAT FILE [NAME=VALUE]...
	local want=$1 text=$2 what=$3
	shift 3
	pictured /register "$@" Phone=13800000078
	is_status "$want" "$what: $want"
	has "$text" "$what: $text"
	has 'value="13800000078"' "$what: what was typed stays"
}
refused 422 有国徽的一面 "a card's back" "$T/back.jpg"
refused 422 和您填的不一样 "somebody else's card" "$T/card.jpg" \
    Number=110101200403120028 Password="$good"
has 'value="110101200403120028"' 'with the number that was typed'
hasnt "$good" 'but no password'
passport "$T/old.jpg" BRA SILVA MARIA FT482915 040511 F 200101
refused 422 已经过期 'an expired passport' "$T/old.jpg" Type=passport
# A thumb on the second line.
passport "$T/thumb.jpg" BRA SILVA MARIA FT482915 040511 F 350101 \
    drawbox=0:780:1400:206:0xb08870:fill
refused 422 '' 'a passport without its zone' "$T/thumb.jpg" Type=passport
ffmpeg -v error -y -f lavfi -i color=gray:s=900x600 -vf "drawtext=text='GOOD
MORNING EVERYBODY':fontsize=80:x=60:y=200" -frames:v 1 "$T/words.jpg"
refused 422 没有找到身份证 'no document at all' "$T/words.jpg" Type=card
ffmpeg -v error -y -f lavfi -i color=gray:s=900x600 -frames:v 1 "$T/grey.jpg"
refused 422 看不到清楚的文字 'a picture of nothing' "$T/grey.jpg"
echo text >"$T/text.jpg"
refused 422 不是照片 'a file that is no picture' "$T/text.jpg"
ffmpeg -v error -y -f lavfi -i color=gray:s=9000x6700 -frames:v 1 \
    "$T/bomb.jpg"
refused 413 照片太大 'a bomb' "$T/bomb.jpg"
head -c 30000 "$T/card.jpg" >"$T/short.jpg"
refused 422 不是照片 'a damaged picture' "$T/short.jpg"
: >"$T/empty.jpg"
refused 422 还没有选照片 'no picture' "$T/empty.jpg"
# Every eighth file of the hostile set; GP_HOSTILE=1: all.
set=$GRADPHOTO_SHARED/data/hostile files=0 odd=
if [ -f "$set/manifest.tsv" ]; then
	while IFS=$'\t' read -r file _; do
		[ -f "$set/$file" ] || continue
		files=$((files + 1))
		[ $((files % ${GP_HOSTILE:-8})) = 0 ] || continue
		asked /register "$set/$file"
		[[ $status =~ ^(422|413)$ ]] || odd+="$file: $status "
	done <"$set/manifest.tsv"
	is "$odd" '' "hostile files are refused in words ($files)"
else
	echo '# the hostile set is not there: left out'
fi
cookie gp_lang en
pictured /login "$T/back.jpg" Who=13800000078
has 'national emblem' 'in English too'
has 'value="13800000078"' 'at the log-in too'
cookie gp_lang zh-CN
CONTENT_LENGTH=$((22 << 20)) pictured /register "$T/text.jpg"
is_status 413 'a body over the limit: 413'
program photo
get /register/read
is_redirect /register 'a reload leads to the form'
get /login/read
is_redirect /login 'of either'
request POST /register/read -m "Picture=@$T/text.jpg;image/jpeg"
is_status 403 'without a CSRF token: refused'

# --- limits -----------------------------------------------------------------
sql 'DELETE FROM rate_count'
many() {
	program photo
	request POST /register/read -m "csrf=$(csrf)" Phone=13800000078 \
	    "Picture=@$T/text.jpg;image/jpeg"
}
many
is_status 422 'a first try'
# A minute may end on the way.
for _ in $(seq 12); do
	[ "$status" != 422 ] || many
done
is_status 429 'more than six in a minute are too many'
has '试得太多了' 'and says so'
has 'value="13800000078"' 'the typed form goes on'
ok '[ "$(header Retry-After)" -ge 1 ]' 'with the time to wait'
sql 'DELETE FROM rate_count'
request POST /register/read -E "GP_QUEUED=$(($(date +%s) - 9))" -m "csrf=$(csrf)" \
    Phone=13800000078 "Picture=@$T/card.jpg;image/jpeg"
is_status 503 'a full house: 503'
has 'value="13800000078"' 'what was typed stays'
ok '[ "$(header Retry-After)" -ge 1 ]' 'and the time to come back'
sed -i 's/^read_seconds.*/read_memory_mb = 64/' "$T/gradphoto.conf"
pictured /register "$T/card.jpg" Phone=13800000078
ok '[ "$status" = 503 ] || [ "$status" = 422 ]' 'too little memory is survived'
has 'value="13800000078"' 'with the form'
sed -i 's/^read_memory_mb.*/read_memory_mb = 600/' "$T/gradphoto.conf"
mkdir "$T/half"
ln -s "$GP_BUILD"/models/* "$T/half/"
rm "$T/half"/libonnxruntime.so
sed -i "s|^models_dir.*|models_dir = $T/half|" "$T/gradphoto.conf"
pictured /register "$T/card.jpg" Phone=13800000078
is_status 503 'without the runtime: 503'
has '请直接填写' 'the form is to be typed'
has 'value="13800000078"' 'and stays as it was'
ok 'grep -q "documents can.t be read" "$log"' 'the operator sees why'

# --- nothing left behind -------------------------------------------------------
# 24 bytes of the picture's middle, as grep -P takes them.
piece=$(tail -c +60000 "$T/card.jpg" | head -c 24 | xxd -p -c 24 |
    sed 's/../\\x&/g')
ok 'LC_ALL=C grep -qaP "$piece" "$T/card.jpg"' 'the search finds a picture'
left() {	# PATTERN: files that hold it
	local LC_ALL=C
	export LC_ALL
	grep -rlaP "$1" "$T/files" "$T/sms" "$log" "$db_dir" 2>/dev/null
	find "${TMPDIR:-/tmp}" -xdev -maxdepth 2 -type f -newer "$T/started" \
	    -not -path "$T/*" -exec grep -laP "$1" {} + 2>/dev/null
	find "$T" -maxdepth 1 -name 'core*'
}
sql "SELECT * FROM account" >"$T/rows"
ok 'grep -q "$name" "$T/rows"' 'and the database is at hand'
is "$(left "$piece")" '' 'no file, row or line holds the picture'
is "$(left "$number|FT482915")" '' 'or a number in clear'
ok '! grep -q "$name\|SILVA" "$log"' 'and no line a name'
done_testing
