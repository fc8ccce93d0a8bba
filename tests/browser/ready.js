/*
 * A student who stands before the camera page, made by SQL instead of the
 * dozen pages before it: account, consents, a confirmed collection, a session
 * in the context's cookies. The password is that of the journey.
 */
'use strict';
const crypto = require('crypto');
const T = require('./lib.js');
const J = require('./journey.js');

/* As lib/base/crypto.c reads it: scrypt, "$s1$N$r$p$salt$hash". */
function passwordHash() {
	const salt = crypto.randomBytes(16);
	const hash = crypto.scryptSync(J.PASSWORD, salt, 32,
	    { N: 16384, r: 8, p: 1, maxmem: 64 << 20 });
	return ['', 's1', '16384', '8', '1', salt.toString('hex'),
	    hash.toString('hex')].join('$');
}

function run(prod, text) {
	return T.sql(prod, text);
}

/* The session alone: also to log the same student in again. */
async function login(prod, context, studentNo) {
	const token = crypto.randomBytes(16).toString('hex');

	run(prod, `INSERT INTO session (token_hash, account_id, created_at,
	    expires_at) SELECT UNHEX(SHA2('${token}', 256)), e.account_id,
	    UTC_TIMESTAMP(), UTC_TIMESTAMP() + INTERVAL 1 HOUR
	    FROM enrolment e JOIN roster r ON r.id = e.roster_id
	    WHERE r.student_no = '${studentNo}'`);
	await context.addCookies([{ name: 'gp_session', value: token,
	    url: prod.base, httpOnly: true, sameSite: 'Lax' }]);
}

async function ready(prod, context, studentNo) {
	run(prod, `INSERT INTO account (state, id_type, id_sealed, id_lookup,
		name, sex, phone, phone_login, email, password, campaign_id,
		created_at)
	    SELECT 'active', id_type, id_sealed, id_lookup, name, sex,
		CONCAT('139', RIGHT(student_no, 8)),
		CONCAT('139', RIGHT(student_no, 8)), '', '${passwordHash()}',
		campaign_id, UTC_TIMESTAMP()
	    FROM roster WHERE student_no = '${studentNo}';
	INSERT INTO enrolment (account_id, roster_id, created_at)
	    SELECT a.id, r.id, UTC_TIMESTAMP() FROM roster r
	    JOIN account a USING (id_lookup)
	    WHERE r.student_no = '${studentNo}';
	INSERT INTO consent (account_id, purpose, version, text_sha256,
		accepted_at, remote_addr)
	    SELECT a.id, p.purpose, 'test', UNHEX(SHA2(p.purpose, 256)),
		UTC_TIMESTAMP(), ''
	    FROM roster r JOIN account a USING (id_lookup)
	    JOIN (SELECT 'photo' AS purpose UNION SELECT 'face') p
	    WHERE r.student_no = '${studentNo}';
	INSERT INTO collection (token, account_id, enrolment_id, roster_id,
		campaign_id, live, state, route, confirmed_at, created_at, updated_at)
	    SELECT MD5(RAND()), e.account_id, e.id, r.id, r.campaign_id, 1,
		'draft', 'online', UTC_TIMESTAMP(), UTC_TIMESTAMP(), UTC_TIMESTAMP()
	    FROM enrolment e JOIN roster r ON r.id = e.roster_id
	    WHERE r.student_no = '${studentNo}';
	INSERT INTO chsi_code (enrolment_id, code_lookup, code_sealed, scheme,
		created_at)
	    SELECT e.id, UNHEX(SHA2(e.id, 256)), '', 'opaque', UTC_TIMESTAMP()
	    FROM enrolment e JOIN roster r ON r.id = e.roster_id
	    WHERE r.student_no = '${studentNo}'`);
	await login(prod, context, studentNo);
}

/* How many shots there are of that student. */
function shots(prod, studentNo) {
	return +run(prod, `SELECT COUNT(*) AS n FROM photo p
	    JOIN collection c ON c.id = p.collection_id
	    JOIN enrolment e ON e.id = c.enrolment_id
	    JOIN roster r ON r.id = e.roster_id
	    WHERE r.student_no = '${studentNo}'`).flat().pop();
}

module.exports = { ready, login, shots, run };
