# For tests of what registrars take out; sourced after lib.sh.

# picture WORD: a file that begins as a JPEG of 480x640 does; prints its
# SHA-256. With another WORD it is another.
picture() {
	local file=$T/picture sha
	printf '\xff\xd8\xff\xc0\x00\x11\x08\x02\x80\x01\xe0\x03%s' "$1" >"$file"
	keep_file "$file"
}

# keep_file FILE: into the store; prints its SHA-256.
keep_file() {
	local sha
	sha=$(sha256sum "$1" | cut -d' ' -f1)
	mkdir -p "$T/files/${sha:0:2}"
	cp "$1" "$T/files/${sha:0:2}/${sha:2}"
	echo "$sha"
}

# finished STUDENT_NO SHA256 [STATE [ROUTE]]: the student's collection with
# that result, instead of an earlier one.
finished() {
	sql "UPDATE collection c JOIN roster r ON r.id = c.roster_id
	    SET c.live = NULL, c.state = 'returned'
	    WHERE r.student_no = '$1' AND c.live = 1;
	    INSERT INTO collection (token, roster_id, campaign_id, live, state,
		route, created_at, updated_at)
	    SELECT '$(openssl rand -hex 16)', id, campaign_id, 1,
		'${3:-accepted}', '${4:-department}', UTC_TIMESTAMP(),
		UTC_TIMESTAMP()
	    FROM roster WHERE student_no = '$1';
	    SET @c = LAST_INSERT_ID();
	    INSERT INTO photo (token, collection_id, original_sha256,
		original_type, result_sha256, verdict, report, profile,
		created_at)
	    VALUES ('$(openssl rand -hex 16)', @c, '$2', 'jpeg', '$2', 'pass',
		'{}', '', UTC_TIMESTAMP());
	    UPDATE collection SET photo_id = LAST_INSERT_ID() WHERE id = @c"
}
