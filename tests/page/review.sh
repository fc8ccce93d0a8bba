# For tests of the department's review; sourced after lib.sh.

# One small picture stands for all of them.
base64 -d >"$T/small.jpg" <<'END'
/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////
////////////////////////////////////////////2wBDAf///////////////////////////
///////////////////////////////////////////////////////////wAARCAABAAEDASIAAh
EBAxEB/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/xAAUAQEAAA
AAAAAAAAAAAAAAAAAA/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAwDAQACEQMRAD8AR//Z
END
small=$(sha256sum "$T/small.jpg" | cut -d' ' -f1)
mkdir -p "$T/files/${small:0:2}"
cp "$T/small.jpg" "$T/files/${small:0:2}/${small:2}"

report='{"rules": [{"id": "geometry.eye_y", "value": 296, "min": 256, "max": 320, "unit": "px", "verdict": "pass"}, {"id": "eyes.open", "value": 0.4, "min": 0.28, "unit": "ratio", "verdict": "pass"}], "input": {"width": 1200, "height": 1600}, "crop": {"x": 0, "y": 0, "scale": 0.4}, "output": {"width": 480, "height": 640, "dpi": 300, "bytes": 40000}}'

# submitted STUDENT_NO [VERDICT [ROUTE]]: a photo of that student waits for
# its review; $photo is its token. With an account where there is one.
submitted() {
	photo=$(openssl rand -hex 16)
	sql "INSERT INTO collection (token, account_id, enrolment_id,
		roster_id, campaign_id, live, state, route, submitted_at,
		created_at, updated_at)
	    SELECT '$(openssl rand -hex 16)', e.account_id, e.id, r.id,
		r.campaign_id, 1, 'submitted', '${3:-department}',
		UTC_TIMESTAMP(), UTC_TIMESTAMP(), UTC_TIMESTAMP()
	    FROM roster r LEFT JOIN enrolment e ON e.roster_id = r.id
	    WHERE r.student_no = '$1';
	    SET @c = LAST_INSERT_ID();
	    INSERT INTO photo (token, collection_id, original_sha256,
		original_type, result_sha256, shown_sha256, verdict, report,
		profile, created_at)
	    VALUES ('$photo', @c, '$small', 'jpeg', '$small', '$small',
		'${2:-pass}', '$report', '', UTC_TIMESTAMP());
	    UPDATE collection SET photo_id = LAST_INSERT_ID() WHERE id = @c"
}

# state [PHOTO]: of its collection, and whether it is live.
state() {
	sql "SELECT c.state, c.live IS NOT NULL FROM collection c
	    JOIN photo p ON p.collection_id = c.id
	    WHERE p.token = '${1:-$photo}'" | tr '\t' ' '
}
