/*
 * The students of money.t: a school of them, the phone that each holds, and
 * what they do with their orders.
 */
'use strict';
const fs = require('fs');
const path = require('path');
const http = require('http');
const crypto = require('crypto');
const T = require('../browser/lib.js');

const UA = 'Mozilla/5.0 (Linux; Android 14; Pixel 7) AppleWebKit/537.36 ' +
    '(KHTML, like Gecko) Chrome/128.0.0.0 Mobile Safari/537.36';

const sleep = (ms) => new Promise((r) => setTimeout(r, ms));
const other = (till) => till === 'wechat' ? 'alipay' : 'wechat';

/* --- the school ------------------------------------------------------- */

/* As many students as orders, each with a photo and a session. */
function enrol(prod, n) {
	const rows = [];
	for (let i = 1; i <= n; i++)
		rows.push({ i, session: crypto.randomBytes(16).toString('hex') });
	const values = (f) => rows.map(f).join(',\n');
	T.sql(prod, `
	CREATE TEMPORARY TABLE s (i INT, session CHAR(32));
	INSERT INTO s VALUES ${values((r) => `(${r.i}, '${r.session}')`)};
	SET @campaign = (SELECT id FROM campaign ORDER BY id LIMIT 1);
	SET @department = (SELECT MIN(department_id) FROM roster);
	CREATE TEMPORARY TABLE model SELECT * FROM roster
	    WHERE campaign_id = @campaign LIMIT 1;
	INSERT INTO roster (campaign_id, department_id, student_no, name, sex,
	    id_type, id_sealed, id_lookup, created_at, updated_at)
	SELECT @campaign, @department, CONCAT('C', s.i), 'Chaos', 'M',
	    'passport', model.id_sealed, UNHEX(SHA2(s.session, 256)),
	    UTC_TIMESTAMP(), UTC_TIMESTAMP()
	FROM s, model;
	INSERT INTO account (state, id_type, id_lookup, name, phone,
	    phone_login, password, campaign_id, created_at)
	SELECT 'active', 'passport', UNHEX(SHA2(session, 256)), 'Chaos',
	    CONCAT('139', LPAD(i, 8, '0')), CONCAT('139', LPAD(i, 8, '0')),
	    '!', @campaign, UTC_TIMESTAMP() FROM s;
	INSERT INTO enrolment (account_id, roster_id, created_at)
	SELECT a.id, r.id, UTC_TIMESTAMP() FROM account a
	JOIN roster r USING (id_lookup) WHERE a.name = 'Chaos';
	INSERT INTO consent (account_id, purpose, version, text_sha256,
	    accepted_at, remote_addr)
	SELECT a.id, p, 'test', UNHEX(SHA2(p, 256)), UTC_TIMESTAMP(), ''
	FROM account a JOIN (SELECT 'photo' AS p UNION SELECT 'face') AS x
	WHERE a.name = 'Chaos';
	INSERT INTO chsi_code (enrolment_id, code_lookup, code_sealed, scheme,
	    created_at)
	SELECT e.id, UNHEX(SHA2(a.phone, 256)), '', 'opaque', UTC_TIMESTAMP()
	FROM enrolment e JOIN account a ON a.id = e.account_id
	WHERE a.name = 'Chaos';
	INSERT INTO collection (token, account_id, enrolment_id, roster_id,
	    campaign_id, live, state, route, confirmed_at, created_at, updated_at)
	SELECT MD5(a.phone), a.id, e.id, e.roster_id, @campaign, 1, 'draft',
	    'online', UTC_TIMESTAMP(), UTC_TIMESTAMP(), UTC_TIMESTAMP()
	FROM account a JOIN enrolment e ON e.account_id = a.id
	WHERE a.name = 'Chaos';
	INSERT INTO photo (token, collection_id, original_sha256,
	    original_type, result_sha256, verdict, report, profile, created_at)
	SELECT MD5(c.token), c.id, SHA2('o', 256), 'jpeg', SHA2('r', 256),
	    'pass', '{}', '', UTC_TIMESTAMP()
	FROM collection c JOIN account a ON a.id = c.account_id
	WHERE a.name = 'Chaos';
	UPDATE collection c JOIN photo p ON p.collection_id = c.id
	SET c.state = 'photo_ready', c.photo_id = p.id;
	INSERT INTO session (token_hash, account_id, created_at, expires_at)
	SELECT UNHEX(SHA2(s.session, 256)), a.id, UTC_TIMESTAMP(),
	    UTC_TIMESTAMP() + INTERVAL 1 DAY
	FROM s JOIN account a ON a.id_lookup = UNHEX(SHA2(s.session, 256));`);
	return rows;
}

/* --- a student's phone ------------------------------------------------ */

class Student {
	constructor(world, row) {
		this.world = world;
		this.row = row;
		const key = Buffer.from(fs.readFileSync(path.join(
		    world.prod.state, 'lookup.key'), 'utf8').trim(), 'hex');
		this.csrf = crypto.createHmac('sha256', key)
		    .update('csrf\0' + row.session).digest('hex');
	}

	/* { status, location, body }; status 0: no answer. Each student has
	 * an address of its own, as nginx limits what one may ask. */
	ask(method, where, form) {
		const body = form && new URLSearchParams(
		    { csrf: this.csrf, ...form }).toString();
		const url = new URL(where, this.world.prod.base);
		return new Promise((resolve) => {
			const q = http.request(url, { method, timeout: 40000,
			    localAddress: `127.2.${this.row.i >> 8 & 255}.` +
				`${this.row.i & 255}`,
			    headers: { 'User-Agent': UA,
				Cookie: 'gp_session=' + this.row.session,
				...(body ? { 'Content-Type':
				    'application/x-www-form-urlencoded',
				    'Content-Length': body.length } : {}) } },
			(res) => {
				let text = '';
				res.on('data', (d) => text += d);
				res.on('error', () => resolve({ status: 0 }));
				res.on('end', () => resolve({
				    status: res.statusCode, body: text,
				    location: res.headers.location }));
			});
			q.on('timeout', () => q.destroy());
			q.on('error', () => resolve({ status: 0 }));
			q.end(body);
		});
	}

	/* As a person would: again, until there is an answer that counts. */
	async insist(method, where, form) {
		const end = Date.now() + 180000;
		for (let i = 1; ; i++) {
			const a = await this.ask(method, where, form);
			if (a.status && a.status < 500 && a.status !== 429)
				return a;
			this.world.again++;
			if (Date.now() > end)
				throw new Error(`${method} ${where}: ` +
				    `${a.status} for too long`);
			await sleep(a.status === 429 ? 2000 :
			    Math.min(150 * i, 2000));
		}
	}

	/* The order's number. */
	async order() {
		const a = await this.insist('POST', '/collect/prints',
		    { Prints: 'no' });
		const m = /^\/orders\/([0-9a-f]{32})$/.exec(a.location || '');
		if (!m)
			throw new Error(`order: ${a.status} ${a.location}`);
		return m[1];
	}

	/* The provider's page, or null: paid, closed or out of time. */
	async begin(order, till) {
		const a = await this.insist('POST', `/orders/${order}/pay`,
		    { Provider: till });
		if (a.location !== `/orders/${order}/pay`)
			return null;
		const page = await this.insist('GET', a.location);
		const m = /href="([^"]*\/simulator\/[^"]*)"/
		    .exec(page.body || '');
		return m && m[1].replace(/&amp;/g, '&').replace(/&#38;/g, '&');
	}

	/* The page that the payer sees; Alipay sends one on to it. */
	async visit(url) {
		const a = url && await this.insist('GET', url);
		return a && (a.location || (a.status === 200 ? url : null));
	}

	async payAt(url) {
		const page = await this.visit(url);
		return page && this.insist('POST', page, { action: 'pay' });
	}

	async cancel(order) {
		return this.insist('POST', `/orders/${order}/cancel`, {});
	}

	/* Waits as the page does: until it knows. */
	async seen(order) {
		while (!(await this.insist('GET', `/orders/${order}/wait`))
		    .location)
			await sleep(500);
	}
}

/* What students do; each returns when it has done its part. till: the
 * provider that this one likes better. */
const plans = {
	async pays(s, till) {
		const order = await s.order();
		await s.payAt(await s.begin(order, till));
		await s.ask('GET', `/orders/${order}/wait`);
	},
	async abandons(s, till) {
		await s.begin(await s.order(), till);
	},
	async never_begins(s) {
		await s.order();
	},
	/* Alipay's trade is there from the password on. */
	async stops_at_password(s) {
		const order = await s.order();
		await s.visit(await s.begin(order, 'alipay'));
		await s.world.insist({ provider: 'alipay', open: order });
	},
	async changes_mind(s, till) {
		const order = await s.order();
		await s.visit(await s.begin(order, other(till)));
		await s.payAt(await s.begin(order, till));
	},
	async cancels(s, till) {
		const order = await s.order();
		await s.begin(order, till);
		await s.cancel(order);
	},
	/* The payment page is still open on the other phone. */
	async cancels_and_pays(s, till) {
		const order = await s.order();
		const url = await s.begin(order, till);
		await Promise.all([s.payAt(url), s.cancel(order)]);
	},
	/* WeChat would not take it; Alipay does where it has not heard of the
	 * order before. */
	async pays_late(s, till) {
		const order = await s.order();
		const url = await s.begin(order, till);
		await s.cancel(order);
		if (till === 'wechat')
			await s.world.force(order);
		else
			await s.payAt(url);
	},
	/* No provider should, but ours must stand it. */
	async pays_again(s) {
		const order = await s.order();
		await s.payAt(await s.begin(order, 'wechat'));
		await s.seen(order);
		await s.world.force(order);
	},
	async pays_both(s, till) {
		const order = await s.order();
		const first = await s.begin(order, till);
		const second = await s.begin(order, other(till));
		await s.payAt(first);
		await s.payAt(second);
	},
	async two_phones(s, till) {
		const [a, b] = await Promise.all([s.order(), s.order()]);
		if (a !== b)
			s.world.split.push([a, b]);
		const [x, y] = await Promise.all([s.begin(a, till),
		    s.begin(b, till)]);
		await Promise.all([s.payAt(x), s.payAt(y)]);
	},
	async two_phones_two_tills(s, till) {
		const order = await s.order();
		await Promise.all([till, other(till)].map(async (t) =>
		    s.payAt(await s.begin(order, t))));
	},
};

const mix = [[40, 'pays'], [6, 'abandons'], [3, 'never_begins'],
    [4, 'stops_at_password'], [6, 'changes_mind'], [6, 'cancels'],
    [8, 'cancels_and_pays'], [8, 'pays_late'], [3, 'pays_again'],
    [6, 'pays_both'], [4, 'two_phones'], [6, 'two_phones_two_tills']];

module.exports = { enrol, Student, plans, mix };
