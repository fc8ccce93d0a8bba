/*
 * A department with photos that wait for their review, and a reviewer who is
 * logged in: for tests and for tests/browser/review_speed.js.
 */
'use strict';
const crypto = require('crypto');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { execFileSync } = require('child_process');
const T = require('./lib.js');

const random = () => crypto.randomBytes(16).toString('hex');

/* Into the store, as lib/service/directory.c lays it out. */
function store(prod, data) {
	const sha = crypto.createHash('sha256').update(data).digest('hex');
	const dir = path.join(prod.state, 'files', sha.slice(0, 2));

	fs.mkdirSync(dir, { recursive: true });
	fs.writeFileSync(path.join(dir, sha.slice(2)), data);
	return sha;
}

/* A finished photo of the portrait: files and report. */
function develop(prod) {
	const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'gpb-desk-'));
	const [out, json, small] = ['out.jpg', 'report.json', 'small.jpg']
	    .map((f) => path.join(dir, f));

	try {
		execFileSync(path.join(T.build, 'idphoto'), ['make',
			T.portrait(), out, '--report', json], { stdio: 'pipe' });
	} catch (e) {
		if (!fs.existsSync(out))
			throw e;
	}
	execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', T.portrait(),
		'-vf', 'scale=-2:960', '-q:v', '4', small]);
	const photo = { result: store(prod, fs.readFileSync(out)),
		shown: store(prod, fs.readFileSync(small)),
		report: fs.readFileSync(json, 'utf8') };
	fs.rmSync(dir, { recursive: true });
	return photo;
}

const quote = (s) => `'${s.replace(/[\\']/g, '\\$&')}'`;

/* n more students of 信息工程学院 in the first campaign, each with a photo
 * that waits, and one of the admission. */
function photos(prod, n) {
	const p = develop(prod);
	const list = [...Array(n).keys()];
	const rows = list.map((i) => `(@k, @d, '22399${String(i)
	    .padStart(6, '0')}', '学生${i + 1}', 'card', '',
	    UNHEX(SHA2('desk ${i}', 256)), '计算机科学与技术', '2022级${i % 4 + 1}班',
	    UTC_TIMESTAMP(), UTC_TIMESTAMP())`);

	T.sql(prod, `
	SET @k = (SELECT id FROM campaign WHERE feature_code = 'DEMO26');
	SET @d = (SELECT id FROM department WHERE name = '信息工程学院');
	INSERT INTO roster (campaign_id, department_id, student_no, name,
	    id_type, id_sealed, id_lookup, major, class_name, created_at,
	    updated_at) VALUES ${rows.join(',')};
	INSERT INTO collection (token, roster_id, campaign_id, live, state,
	    route, submitted_at, created_at, updated_at)
	SELECT MD5(CONCAT('c', id)), id, campaign_id, 1, 'submitted',
	    'department', UTC_TIMESTAMP(), UTC_TIMESTAMP(), UTC_TIMESTAMP()
	FROM roster WHERE student_no LIKE '22399%';
	INSERT INTO photo (token, collection_id, original_sha256,
	    original_type, result_sha256, shown_sha256, verdict, report,
	    profile, created_at)
	SELECT MD5(CONCAT('p', c.id)), c.id, '${p.shown}', 'jpeg',
	    '${p.result}', '${p.shown}', IF(c.id % 5, 'pass', 'warn'),
	    ${quote(p.report)}, '', UTC_TIMESTAMP()
	FROM collection c JOIN roster r ON r.id = c.roster_id
	WHERE r.student_no LIKE '22399%';
	UPDATE collection c JOIN photo p ON p.collection_id = c.id
	    SET c.photo_id = p.id WHERE c.photo_id IS NULL;
	INSERT INTO enrolment_photo (roster_id, sha256, staff_id, created_at)
	SELECT id, '${p.result}', (SELECT MIN(id) FROM staff), UTC_TIMESTAMP()
	FROM roster WHERE student_no LIKE '22399%';`);
}

/* A cookie for a browser: somebody with these roles at the demonstration
 * school, a reviewer in 信息工程学院 alone. */
function staff(prod, login, ...roles) {
	const token = random();

	T.sql(prod, `
	INSERT IGNORE INTO staff (school_id, login, name, state, password,
	    must_change, totp_sealed, created_at)
	SELECT id, '${login}', '${login}', 'active', '!', 0, '',
	    UTC_TIMESTAMP() FROM school WHERE code = 'demo';
	SET @s = (SELECT id FROM staff WHERE login = '${login}');
	${roles.map((role) => `INSERT INTO staff_role (staff_id, role,
	    school_id, department_id, created_at)
	SELECT @s, '${role}', h.id, ${role === 'reviewer' ? 'd.id' : 'NULL'},
	    UTC_TIMESTAMP() FROM school h JOIN department d
	    ON d.school_id = h.id AND d.name = '信息工程学院'
	    WHERE h.code = 'demo';`).join('\n')}
	INSERT INTO staff_session (token_hash, staff_id, step, remote_addr,
	    agent, created_at, seen_at, expires_at)
	VALUES (UNHEX(SHA2('${token}', 256)), @s, 'in', '192.0.2.1', 'test',
	    UTC_TIMESTAMP(), UTC_TIMESTAMP(),
	    UTC_TIMESTAMP() + INTERVAL 8 HOUR);`);
	return { name: 'gp_staff', value: token, url: prod.base };
}

/* A student of the demonstration gets an account: a cookie for a browser. */
function student(prod) {
	const token = random();

	T.sql(prod, `
	SET @r = (SELECT id FROM roster WHERE student_no = '22300010001');
	INSERT INTO account (state, id_type, id_sealed, id_lookup, name, sex,
	    phone, phone_login, email, password, campaign_id, created_at)
	SELECT 'active', id_type, id_sealed, id_lookup, name, 'F',
	    '13900000000', '13900000000', '', '!', campaign_id,
	    UTC_TIMESTAMP() FROM roster WHERE id = @r;
	SET @a = LAST_INSERT_ID();
	INSERT INTO enrolment (account_id, roster_id, created_at)
	    VALUES (@a, @r, UTC_TIMESTAMP());
	INSERT INTO consent (account_id, purpose, version, text_sha256,
	    accepted_at, remote_addr)
	SELECT @a, purpose, 'test', UNHEX(SHA2(purpose, 256)),
	    UTC_TIMESTAMP(), '' FROM (SELECT 'photo' AS purpose UNION
	    SELECT 'face') AS needed;
	INSERT INTO session (token_hash, account_id, created_at, expires_at)
	VALUES (UNHEX(SHA2('${token}', 256)), @a, UTC_TIMESTAMP(),
	    UTC_TIMESTAMP() + INTERVAL 2 DAY);`);
	return { name: 'gp_session', value: token, url: prod.base };
}

/* An office screen. */
const office = { viewport: { width: 1366, height: 768 }, isMobile: false,
	hasTouch: false, deviceScaleFactor: 1, permissions: [] };

module.exports = { photos, staff, store, student, office };
