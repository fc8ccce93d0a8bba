#!/usr/bin/env node
/*
 * Money under fire: students order, pay, cancel, pay late, twice and from two
 * phones, while the provider misbehaves and every program is killed with
 * kill -9 at random moments. When all is quiet and the worker has settled,
 * the books must agree with the provider's to the fen.
 *
 *   GP_CHAOS_ORDERS  orders to make (40; `./dev check chaos` says 2000)
 *   GP_CHAOS_KILLS   kills to spread over them (a tenth of the orders)
 *   GP_CHAOS_SEED    what is drawn: students, faults and kills (1)
 *
 * pools.t is the same with two workers and two pools of notify.fcgi.
 */
'use strict';
const fs = require('fs');
const path = require('path');
const http = require('http');
const crypto = require('crypto');
const { execFileSync } = require('child_process');
const T = require('../browser/lib.js');

const ORDERS = Number(process.env.GP_CHAOS_ORDERS || 40);
const KILLS = Number(process.env.GP_CHAOS_KILLS || Math.ceil(ORDERS / 10));
const SEED = Number(process.env.GP_CHAOS_SEED || 1);
const AT_ONCE = 8;
const PRICE = 2000;
const UA = 'Mozilla/5.0 (Linux; Android 14; Pixel 7) AppleWebKit/537.36 ' +
    '(KHTML, like Gecko) Chrome/128.0.0.0 Mobile Safari/537.36';

/* A stream of its own for each purpose, so that the students' plans don't
 * depend on the moment of the last kill. mulberry32. */
function dice(name) {
	let a = crypto.createHash('sha256').update(`${SEED} ${name}`)
	    .digest().readUInt32LE();
	const next = () => {
		a = (a + 0x6d2b79f5) | 0;
		let t = Math.imul(a ^ (a >>> 15), 1 | a);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
	return { next, below: (n) => Math.floor(next() * n),
	    /* of [[weight, value], ...] */
	    of: (list) => {
		let x = next() * list.reduce((s, [w]) => s + w, 0);
		return list.find(([w]) => (x -= w) < 0)[1];
	    } };
}

const sleep = (ms) => new Promise((r) => setTimeout(r, ms));

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
	INSERT INTO collection (token, account_id, enrolment_id, campaign_id,
	    live, state, route, confirmed_at, created_at, updated_at)
	SELECT MD5(a.phone), a.id, e.id, @campaign, 1, 'draft', 'online',
	    UTC_TIMESTAMP(), UTC_TIMESTAMP(), UTC_TIMESTAMP()
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
		for (let i = 0; ; i++) {
			const a = await this.ask(method, where, form);
			if (a.status && a.status < 500 && a.status !== 429)
				return a;
			this.world.again++;
			if (i === 200)
				throw new Error(`${method} ${where}: ` +
				    `${a.status} for too long`);
			await sleep(150);
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
	async begin(order) {
		const a = await this.insist('POST', `/orders/${order}/pay`, {});
		if (a.location !== `/orders/${order}/pay`)
			return null;
		const page = await this.insist('GET', a.location);
		const m = /href="([^"]*\/simulator\/[^"]*)"/
		    .exec(page.body || '');
		return m && m[1].replace(/&amp;/g, '&').replace(/&#38;/g, '&');
	}

	async payAt(url) {
		return url && this.insist('POST', url, { action: 'pay' });
	}
}

/* What students do; each returns when it has done its part. */
const plans = {
	async pays(s) {
		const order = await s.order();
		await s.payAt(await s.begin(order));
		await s.ask('GET', `/orders/${order}/wait`);
	},
	async abandons(s) {
		await s.begin(await s.order());
	},
	async never_begins(s) {
		await s.order();
	},
	async cancels(s) {
		const order = await s.order();
		await s.begin(order);
		await s.insist('POST', `/orders/${order}/cancel`, {});
	},
	/* The payment page is still open on the other phone. */
	async cancels_and_pays(s) {
		const order = await s.order();
		const url = await s.begin(order);
		await Promise.all([s.payAt(url),
		    s.insist('POST', `/orders/${order}/cancel`, {})]);
	},
	async pays_late(s) {
		const order = await s.order();
		await s.begin(order);
		await s.insist('POST', `/orders/${order}/cancel`, {});
		await s.world.force(order);
	},
	async pays_twice(s) {
		const order = await s.order();
		await s.payAt(await s.begin(order));
		await s.world.force(order);
	},
	async two_phones(s) {
		const [a, b] = await Promise.all([s.order(), s.order()]);
		if (a !== b)
			s.world.split.push([a, b]);
		const [x, y] = await Promise.all([s.begin(a), s.begin(b)]);
		await Promise.all([s.payAt(x), s.payAt(y)]);
	},
};

const mix = [[50, 'pays'], [8, 'abandons'], [4, 'never_begins'],
    [8, 'cancels'], [8, 'cancels_and_pays'], [8, 'pays_late'],
    [8, 'pays_twice'], [6, 'two_phones']];

/* --- faults and kills --------------------------------------------------- */

const moods = [
	[20, {}],
	[4, { answer: { status: 500 } }],
	[4, { answer: { drop: true } }],
	[3, { answer: { bad_signature: true } }],
	[2, { answer: { unsigned: true } }],
	[2, { answer: { slow_ms: 1500 } }],
	[2, { answer: { stale: true } }],
	[5, { callback: { drop: true } }],
	[4, { callback: { copies: 20 } }],
	[3, { callback: { delay_ms: 4000 } }],
	[3, { callback: { bad_signature: true, retry_seconds: 2 } }],
	[2, { callback: { wrong_amount: 1, retry_seconds: 2 } }],
	[2, { callback: { probe: true, retry_seconds: 2 } }],
	[2, { callback: { serial: 'DEADBEEF', retry_seconds: 2 } }],
	[2, { refund_seconds: 6 }],
];

const victims = [[5, 'student.fcgi'], [5, 'notify.fcgi'], [5, 'worker'],
    [3, 'simulator.js'], [2, 'mariadbd'], [1, 'nginx']];

class World {
	constructor(prod, port) {
		Object.assign(this, { prod, port, again: 0, split: [],
		    done: 0, killed: {}, plan: {} });
	}

	/* null: the simulator is away at the moment. */
	async control(q) {
		try {
			const a = await fetch(`http://127.0.0.1:${this.port}` +
			    '/control', { method: 'POST',
				body: JSON.stringify(q) });
			return await a.json();
		} catch {
			return null;
		}
	}

	/* Money for an order whatever state it is in. */
	async force(order) {
		while (!await this.control({ pay: order, quiet: true }))
			await sleep(150);
	}

	/* One process, a parent or a child, of those the word fits. */
	kill(word, die) {
		const pids = execFileSync('ps', ['-eo', 'pid=,args='],
		    { encoding: 'utf8' }).split('\n')
		    .filter((l) => l.includes(this.prod.state) &&
			l.includes(word) && !l.includes('bash -c') &&
			!/\/dev up|private-db/.test(l))
		    .map((l) => Number(l.trim().split(' ')[0]));
		if (!pids.length)
			return false;
		try {
			process.kill(pids[die.below(pids.length)], 'SIGKILL');
		} catch {
			return false;
		}
		this.killed[word] = (this.killed[word] || 0) + 1;
		return true;
	}

	kills() {
		return Object.values(this.killed).reduce((a, b) => a + b, 0);
	}
}

async function students(w, rows) {
	const die = dice('plans');
	const work = rows.map((row) => [row, die.of(mix)]);
	const one = async () => {
		for (let job; (job = work.shift());) {
			const [row, plan] = job;
			w.plan[plan] = (w.plan[plan] || 0) + 1;
			await plans[plan](new Student(w, row));
			w.done++;
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, one));
}

/* As many kills as the share of the orders that are done asks for. */
async function reaper(w, over) {
	const die = dice('kills');
	while (!over.yes) {
		await sleep(die.below(200));
		if (w.kills() < (w.done + 1) / ORDERS * KILLS)
			w.kill(die.of(victims), die);
	}
	while (w.kills() < KILLS) {
		w.kill(die.of(victims), die);
		await sleep(100);
	}
}

async function mischief(w, over) {
	const die = dice('moods');
	while (!over.yes) {
		await w.control({ reset: true, quiet: true, ...die.of(moods) });
		await sleep(200 + die.below(1500));
	}
	await T.until('the simulator to behave',
	    () => w.control({ reset: true, quiet: true }));
}

/* --- the books ----------------------------------------------------------- */

function count(w, what) {
	return Number(T.sql(w.prod, 'SELECT COUNT(*) FROM ' + what)
	    .flat().pop());
}

function table(w, what) {
	return T.sql(w.prod, what).slice(1);
}

/* The provider's books, by order. */
function provided(state) {
	const done = Object.values(state.refunds)
	    .filter((f) => f.status === 'SUCCESS');
	return Object.values(state.orders).map(({ out_trade_no: order }) => ({
		order,
		in: Object.values(state.payments)
		    .filter((p) => p.out_trade_no === order)
		    .reduce((s, p) => s + p.amount, 0),
		refunds: done.filter((f) => f.out_trade_no === order)
		    .map((f) => f.refund) }));
}

/* Provider's and ours, by order: what came in, what went back. */
function compare(w, theirs) {
	const ours = new Map(T.sql(w.prod, `SELECT o.token, o.state, c.state,
	    COALESCE(SUM(p.amount_fen), 0), COUNT(p.id),
	    COALESCE(SUM(IF(f.state = 'success', f.amount_fen, 0)), 0),
	    COUNT(f.id)
	    FROM orders o JOIN collection c ON c.id = o.collection_id
	    LEFT JOIN payment p ON p.order_id = o.id
	    LEFT JOIN refund f ON f.payment_id = p.id
	    GROUP BY o.id`).slice(1).map((r) => [r[0], r]));
	const wrong = { money: [], twice: [], paid: [] };
	const sum = { in: 0, back: 0, ourIn: 0, ourBack: 0 };
	for (const t of theirs) {
		const r = ours.get(t.order);
		const back = t.refunds.reduce((a, b) => a + b, 0);
		sum.in += t.in;
		sum.back += back;
		if (!r ? t.in : t.in !== Number(r[3]) || back !== Number(r[5]))
			wrong.money.push(`${t.order} ${t.in}-${back} ${r}`);
		if (back > t.in || t.in - back > PRICE)
			wrong.twice.push(`${t.order} ${t.in}-${back}`);
	}
	for (const [, r] of ours) {
		sum.ourIn += Number(r[3]);
		sum.ourBack += Number(r[5]);
		const kept = Number(r[3]) - Number(r[5]);
		if (r[1] === 'paid' ? kept !== PRICE || r[2] !== 'submitted' :
		    kept !== 0)
			wrong.paid.push(r.join(' '));
	}
	return { wrong, sum };
}

T.run(async (defer) => {
	const prod = await T.product(defer, 'order_minutes = 1');
	const port = Number(/^wechat_host = \S+:(\d+)$/m.exec(fs.readFileSync(
	    path.join(prod.state, 'gradphoto.conf'), 'utf8'))[1]);
	const w = new World(prod, port);
	const over = { yes: false };
	T.note(`${ORDERS} orders, ${KILLS} kills, seed ${SEED}`);
	const rows = enrol(prod, ORDERS);
	const others = [reaper(w, over), mischief(w, over)];
	try {
		await students(w, rows);
	} finally {
		over.yes = true;
	}
	await Promise.all(others);
	T.ok(w.kills() >= KILLS, `${w.kills()} kills`);
	T.note('killed: ' + JSON.stringify(w.killed));
	T.note('plans: ' + JSON.stringify(w.plan));
	T.note(`${w.again} requests had to be made again`);

	await T.until('the worker to settle everything', () => !count(w,
	    `orders WHERE state IN ('pending', 'refunding')`) && !count(w,
	    `refund WHERE state IN ('waiting', 'processing')`) && !count(w,
	    `outbox WHERE state = 'waiting'`) && !count(w,
	    `payment_event WHERE outcome = 'new'`), 600);
	const { wrong, sum } = compare(w, provided(await w.control({})));
	for (const r of table(w, `SELECT o.state, c.state, COUNT(*)
	    FROM orders o JOIN collection c ON c.id = o.collection_id
	    GROUP BY 1, 2 ORDER BY 1, 2`))
		T.note(`orders ${r.join(', ')}`);
	for (const r of table(w, `SELECT reason, state, COUNT(*),
	    SUM(amount_fen) FROM refund GROUP BY 1, 2 ORDER BY 1, 2`))
		T.note(`refunds ${r.join(', ')} fen`);
	T.note(`provider: ${sum.in} fen in, ${sum.back} back; ` +
	    `ours: ${sum.ourIn} in, ${sum.ourBack} back`);
	T.ok(count(w, 'orders') >= ORDERS, 'the orders were made');
	T.is(count(w, `orders WHERE state NOT IN ('paid', 'closed',
	    'refunded')`), 0, 'every order is in a final state');
	T.is(wrong.money.join('\n'), '', 'money at the provider is money in ' +
	    'our books, order by order');
	T.is(sum.in - sum.back, sum.ourIn - sum.ourBack, 'to the fen');
	T.is(wrong.twice.join('\n'), '', 'nothing was refunded twice, or ' +
	    'kept twice');
	T.is(wrong.paid.join('\n'), '', 'what is paid is submitted, and ' +
	    'nothing is kept for what is not');
	T.is(w.split.join('\n'), '', 'two phones make one order');
	T.is(count(w, `collection WHERE state = 'ordered'`), 0,
	    'no collection waits for an order that is over');
	T.is(count(w, `collection c WHERE c.state = 'submitted' AND NOT EXISTS
	    (SELECT 1 FROM orders o WHERE o.collection_id = c.id
	    AND o.state = 'paid')`), 0, 'none is submitted unpaid');
});
