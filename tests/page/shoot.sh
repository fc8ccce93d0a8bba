# For tests of pages that take photos; sourced after lib.sh.

# For builds with a sanitizer; process.t tests the limit.
echo 'photo_seconds = 60' >>"$T/gradphoto.conf"

# ready STUDENT_NO: logged in, with a collection that waits for its photo.
ready() {
	login_as "$1"
	sql "INSERT IGNORE INTO collection (token, account_id, enrolment_id,
	    roster_id, campaign_id, live, state, route, confirmed_at, created_at,
	    updated_at)
	    SELECT '$(openssl rand -hex 16)', account_id, enrolment.id,
		roster_id, campaign_id, 1, 'draft', 'online', UTC_TIMESTAMP(),
		UTC_TIMESTAMP(), UTC_TIMESTAMP()
	    FROM enrolment JOIN roster ON roster.id = roster_id
	    WHERE student_no = '$1';
	    INSERT IGNORE INTO chsi_code (enrolment_id, code_lookup,
		code_sealed, scheme, created_at)
	    SELECT id, UNHEX(SHA2(id, 256)), '', 'opaque', UTC_TIMESTAMP()
	    FROM enrolment WHERE account_id = $account"
}

state() {
	sql "SELECT state, photo_id IS NOT NULL FROM collection
	    WHERE account_id = $account AND live = 1"
}

shots() {
	sql "SELECT COUNT(*) FROM photo JOIN collection c
	    ON c.id = collection_id WHERE account_id = $account"
}

# A portrait that passes, or nothing where there is none at hand.
portrait=$(NODE_PATH=${NODE_PATH:-$GP_SRC/node_modules} GP_BUILD=$GP_BUILD \
    node -p 'require(process.argv[1]).portrait()' \
    "$GP_SRC/tests/browser/lib.js" 2>/dev/null | tail -n 1)

sha() {
	sha256sum "$1" | cut -d' ' -f1
}

# piece FILE OFFSET [LENGTH [OPTION]...]: sends that part of FILE, or with
# LENGTH 0 asks. UPLOAD is the address. More than 20 photos a minute are too
# many for one student, but not for these tests.
UPLOAD=/collect/upload
piece() {
	local file=$1 offset=$2 length=${3:-$(stat -c %s "$1")} n
	shift 2
	[ $# -eq 0 ] || shift
	sql 'DELETE FROM rate_count'
	tail -c +$((offset + 1)) "$file" | head -c "$length" >"$T/piece"
	n=$program_name
	program photo
	request POST "$UPLOAD?size=$(stat -c %s "$file")&sha256=$(sha "$file")&offset=$offset&source=file" \
	    -H "X-CSRF-Token: $(csrf)" -H 'Accept: application/json' \
	    -H "X-Piece-Sha256: $(sha "$T/piece")" \
	    -t application/octet-stream -b "$T/piece" "$@"
	program "$n"
}
