#!/bin/bash
# Pictures in pieces: where they go on, what is refused, that the same one is
# one shot, and that a kill -9 anywhere loses nothing.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/shoot.sh"

# A picture of 1.2 MB without a face: judged, kept, never chosen.
ffmpeg -v error -y -f lavfi -i "nullsrc=s=1200x1600,geq=random(1)*255:128:128" \
    -frames:v 1 -q:v 2 "$T/big.jpg"
size=$(stat -c %s "$T/big.jpg")
ok '[ "$size" -gt 600000 ]' "a picture of $size bytes"

# --- who may ---------------------------------------------------------------
piece "$T/big.jpg" 0 0
is_status 401 'a stranger is told to log in'
has '"error":"login"' 'in JSON'
login_as 22300010001
piece "$T/big.jpg" 0 0
is_status 409 'no collection: 409'
ready 22300010001
program photo
request POST "$UPLOAD?size=3&sha256=$(sha "$T/big.jpg")&offset=0" \
    -H 'Accept: application/json' -t application/octet-stream -b "$T/big.jpg"
is_status 403 'without a CSRF token: refused'
get /collect/upload
is_status 200 'a page asks for a token'
is "$(sed -n 's/.*"csrf":"\([0-9a-f]*\)".*/\1/p' "$T/body")" "$(csrf)" \
    'and gets its own'
header_is Cache-Control no-store 'that is not kept'

# --- what is nonsense --------------------------------------------------------
for query in '' 'size=5' "size=0&sha256=$(sha "$T/big.jpg")&offset=0" \
    'size=5&sha256=xyz&offset=0' \
    "size=5&sha256=$(sha "$T/big.jpg" | tr a-f A-F)&offset=0" \
    "size=-1&sha256=$(sha "$T/big.jpg")&offset=0" \
    "size=5&sha256=$(sha "$T/big.jpg")&offset=99999999999999999999"; do
	request POST "$UPLOAD?$query" -H "X-CSRF-Token: $(csrf)" \
	    -H 'Accept: application/json'
	is_status 422 "nonsense: $query"
done
request POST "$UPLOAD?size=41943040&sha256=$(sha "$T/big.jpg")&offset=0" \
    -H "X-CSRF-Token: $(csrf)" -H 'Accept: application/json'
is_status 413 '40 MB are too much'
has '20 MB' 'in words'
CONTENT_LENGTH=$((3 << 20)) request POST "$UPLOAD?size=5&sha256=x&offset=0" \
    -H "X-CSRF-Token: $(csrf)" -H 'Accept: application/json'
is_status 413 'so is a piece of 3 MB'
is "$(sql 'SELECT COUNT(*) FROM upload')" 0 'nothing of that is kept'
program student

# --- piece by piece ------------------------------------------------------------
piece "$T/big.jpg" 0 0
has '"offset":0' 'nothing is there yet'
piece "$T/big.jpg" 0 300000
is_status 200 'the first piece'
has '"offset":300000' 'is there'
piece "$T/big.jpg" 0 300000
has '"offset":300000' 'sent again it is there once'
is "$(sql 'SELECT COUNT(*) FROM upload')" 1 'in one row'
piece "$T/big.jpg" 400000 100000
has '"offset":300000' 'a piece that would leave a gap is not taken'
piece "$T/big.jpg" 300000 100000 -H 'X-Piece-Sha256: 00'
has '"offset":300000' 'one that changed on the way neither'
piece "$T/big.jpg" 300000 1000
is_status 422 'nor crumbs'
piece "$T/big.jpg" "$size" 0
has '"offset":300000' 'asked, the server says where to go on'
client two
login_as 22300010001
piece "$T/big.jpg" 0 0
has '"offset":300000' 'after a new log-in too'
ready 22300010002
piece "$T/big.jpg" 0 0
has '"offset":0' "another's pieces are nobody's"
client one
login_as 22300010001
piece "$T/big.jpg" 300000 200000
has '"offset":500000' 'it goes on'

# --- full --------------------------------------------------------------------------
piece "$T/big.jpg" 500000 "$size" -E "GP_QUEUED=$(($(date +%s) - 9)).5"
is_status 503 'the queue is long: not now'
has '"error":"full"' 'which a script can tell from a failure'
ok '[ "$(header Retry-After)" -ge 8 ] && [ "$(header Retry-After)" -le 12 ]' \
    'with an estimate from the queue'
is "$(sql 'SELECT SUM(length) FROM upload')" "$size" 'all pieces are there'
is "$(shots)" 0 'and no shot yet'
piece "$T/big.jpg" "$size" 0 -E 'GP_QUEUED=nonsense'
is_status 200 'asked again when there is room'
has '"next":"/collect/preview"' 'it is a shot, without a byte sent twice'
is "$(shots)" 1 'one'
is "$(sql 'SELECT COUNT(*) FROM upload')" 0 'its pieces are forgotten'
is "$(sql "SELECT COUNT(*) FROM deletion WHERE reason = 'arrived'")" 3 \
    'and will be removed'
shot=$(sql 'SELECT token FROM photo')
get "/collect/photo/$shot/original"
ok 'cmp -s "$T/body" "$T/big.jpg"' 'byte by byte what was sent'

# --- again ------------------------------------------------------------------------
piece "$T/big.jpg" 0 300000
has "\"next\":\"/collect/preview?photo=$shot\"" \
    'the same picture once more: its shot'
piece "$T/big.jpg" "$size" 0
has "photo=$shot" 'asked only, the same'
is "$(shots)" 1 'one picture is one shot'
"$GP_BUILD/worker" --config "$T/gradphoto.conf" --once 2>>"$log"
is "$(sql 'SELECT COUNT(*) FROM deletion WHERE done_at IS NULL')" 0 \
    'the worker has removed the pieces'
get "/collect/photo/$shot/original"
is_status 200 'but not the original'
sql 'UPDATE collection SET head_cover = 1'
piece "$T/big.jpg" 0 0
has '"offset":0' 'by other rules it is judged anew'
sql 'UPDATE collection SET head_cover = 0'

# --- a picture that is one piece -------------------------------------------------
ffmpeg -v error -y -f lavfi -i testsrc2=s=640x800 -frames:v 1 -q:v 9 \
    "$T/small.jpg"
piece "$T/small.jpg" 0
has '"next":"/collect/preview"' 'a small picture needs one request'
"$GP_BUILD/worker" --config "$T/gradphoto.conf" --once 2>>"$log"
get "/collect/photo/$(sql 'SELECT token FROM photo ORDER BY id DESC LIMIT 1')/original"
ok 'cmp -s "$T/body" "$T/small.jpg"' \
    'its piece is its original, and stays'

# --- lies and losses ---------------------------------------------------------------
head -c 70000 /dev/urandom >"$T/noise"
piece "$T/noise" 0 40000
file=$(sql 'SELECT piece_sha256 FROM upload')
rm "$T/files/${file:0:2}/${file:2}"
piece "$T/noise" 40000 30000
has '"offset":0' 'a piece is lost from the disk: from the beginning'
is "$(sql 'SELECT COUNT(*) FROM upload')" 0 'the others are dropped'
piece "$T/noise" 0
is_status 422 'bytes that are no picture'
has '这个文件不是照片' 'are refused when they are whole'
cp "$T/noise" "$T/liar"
piece "$T/liar" 0 40000
printf X | dd of="$T/files/$(sql 'SELECT CONCAT(LEFT(piece_sha256, 2), "/",
    SUBSTR(piece_sha256, 3)) FROM upload LIMIT 1')" bs=1 conv=notrunc 2>/dev/null
piece "$T/liar" 40000 30000
has '"offset":0' 'what is not the picture that was promised is sent again'

# --- room and time ------------------------------------------------------------------
for i in 1 2 3 4; do
	head -c $((20 << 20)) /dev/zero | tr '\0' "$i" >"$T/huge$i"
	sql "INSERT INTO upload SELECT id, '$(sha "$T/huge$i")', 0,
	    $((18 << 20)), SHA2('$i', 256), UTC_TIMESTAMP() -
	    INTERVAL $((10 - i)) MINUTE FROM collection
	    WHERE account_id = $account"
done
rm -f "$T"/huge[23]
piece "$T/noise" 0 40000
is "$(sql "SELECT COUNT(DISTINCT sha256) FROM upload
    WHERE sha256 <> '$(sha "$T/noise")'")" 3 \
    'where too much waits, the oldest picture gives way'
piece "$T/huge1" 0 0
has '"offset":0' 'it would have to be sent again'
piece "$T/huge4" 0 0
has "\"offset\":$((18 << 20))" 'the newer ones stay'
sql 'UPDATE upload SET created_at = created_at - INTERVAL 7 HOUR'
"$GP_BUILD/worker" --config "$T/gradphoto.conf" --once 2>>"$log"
is "$(sql 'SELECT COUNT(*) FROM upload')" 0 \
    'after hours without a piece the worker forgets them'
is "$(sql 'SELECT COUNT(*) FROM deletion WHERE reason IN ("abandoned", "room")
    AND done_at IS NULL')" 0 'and their files'

# --- too many ------------------------------------------------------------------------
count=$(shots)
sql "DELETE FROM rate_count; UPDATE photo SET removed_at = NULL"
for i in {1..16}; do
	ffmpeg -v error -y -f lavfi -i "color=gray:s=$((600 + 2 * i))x800" \
	    -frames:v 1 "$T/many.png"
	piece "$T/many.png" 0
done
is "$(sql 'SELECT COUNT(*) FROM photo WHERE removed_at IS NULL')" 12 \
    'twelve shots stay that nobody chose'
is "$(sql "SELECT COUNT(*) FROM deletion WHERE reason = 'surplus'
    AND object = 'file'") " \
    "$(sql "SELECT COUNT(original_sha256) + COUNT(result_sha256) +
    COUNT(shown_sha256) FROM photo WHERE removed_at IS NOT NULL") " \
    'the files of the others go'
"$GP_BUILD/worker" --config "$T/gradphoto.conf" --once 2>>"$log"
ok '! find "$T/files" -type f | grep -q "$(sha "$T/big.jpg" | cut -c3-)"' \
    'from the disk too'
if [ -f "$portrait" ]; then
	UPLOAD=/collect/upload piece "$portrait" 0 "$((1 << 20))"
	while ! grep -q next "$T/body"; do
		piece "$portrait" "$(sed -n 's/.*"offset":\([0-9]*\).*/\1/p' \
		    "$T/body")" "$((1 << 20))"
	done
	is "$(state)" "$(printf 'photo_ready\t1')" 'a good one is chosen'
	for i in {1..13}; do
		ffmpeg -v error -y -f lavfi \
		    -i "color=gray:s=$((700 + 2 * i))x800" -frames:v 1 "$T/many.png"
		piece "$T/many.png" 0
	done
	is "$(sql 'SELECT removed_at IS NULL FROM photo p
	    JOIN collection c ON c.photo_id = p.id
	    WHERE c.account_id = '"$account")" 1 \
	    'the chosen one stays however many follow'
	is "$(sql 'SELECT COUNT(*) FROM photo WHERE removed_at IS NULL')" 13 \
	    'beside twelve others'
fi

# --- files that nobody named --------------------------------------------------------
is "$(sql 'SELECT COUNT(*) FROM file_claim')" 0 \
    'whatever a row names is claimed no more'
shown=$(sql 'SELECT original_sha256 FROM photo WHERE removed_at IS NULL LIMIT 1')
# stored NAME: a file of the store, as a process leaves it that is killed.
stored() {
	local name
	echo "$1" >"$T/stored"
	name=$(sha "$T/stored")
	mkdir -p "$T/files/${name:0:2}"
	cp "$T/stored" "$T/files/${name:0:2}/${name:2}"
	echo "$name"
}
is_stored() {
	ok "[ -e '$T/files/${1:0:2}/${1:2}' ]" "$2"
}
killed=$(stored killed)
coming=$(stored coming)
sql "INSERT INTO file_claim (claim, sha256, created_at) VALUES
    (REPEAT('a', 32), '$killed', UTC_TIMESTAMP() - INTERVAL 61 MINUTE),
    (REPEAT('b', 32), '$shown', UTC_TIMESTAMP() - INTERVAL 61 MINUTE),
    (REPEAT('c', 32), '$coming', UTC_TIMESTAMP() - INTERVAL 59 MINUTE);
    INSERT INTO deletion (account_id, object, detail, reason, created_at)
    VALUES (1, 'file', '$coming', 'test', UTC_TIMESTAMP())"
"$GP_BUILD/worker" --config "$T/gradphoto.conf" --once 2>>"$log"
ok "[ ! -e '$T/files/${killed:0:2}/${killed:2}' ]" \
    'a file of a process that died goes'
is_stored "$shown" 'what a photo shows stays'
is_stored "$coming" 'so does what is about to be named'
is "$(sql 'SELECT claim FROM file_claim')" "$(printf 'c%.0s' {1..32})" \
    'claims that came due are done'
is "$(sql "SELECT COUNT(*) FROM deletion WHERE reason = 'test'
    AND done_at IS NULL")" 1 'its removal waits'
sql 'UPDATE file_claim SET created_at = created_at - INTERVAL 2 MINUTE'
"$GP_BUILD/worker" --config "$T/gradphoto.conf" --once 2>>"$log"
ok "[ ! -e '$T/files/${coming:0:2}/${coming:2}' ]" 'until the claim is due'
is "$(sql "SELECT COUNT(*) FROM deletion WHERE reason = 'test'
    AND done_at IS NULL")" 0 'and is recorded'

# --- locked, withdrawn, gone ----------------------------------------------------------
piece "$T/noise" 0 40000
sql "UPDATE collection SET state = 'ordered' WHERE account_id = $account"
piece "$T/noise" 40000 30000
is_status 409 'ordered meanwhile: 409'
has '取消订单' 'and what to do'
sql "UPDATE collection SET state = 'draft' WHERE account_id = $account;
    UPDATE consent SET withdrawn_at = UTC_TIMESTAMP()
    WHERE account_id = $account"
piece "$T/noise" 40000 30000
is_status 403 'consent withdrawn meanwhile: 403'
sql "UPDATE consent SET withdrawn_at = NULL WHERE account_id = $account"
program student
post /me/consents/withdraw Purpose=photo
is "$(sql 'SELECT COUNT(*) FROM upload')" 0 \
    'who takes back the consent leaves no piece behind'
done_testing
