#!/usr/bin/env node
/*
 * Money under fire: students order, pay, cancel, pay late, twice, from two
 * phones and through two providers, while the providers misbehave and every
 * program is killed with kill -9 at random moments. When all is quiet and the
 * worker has settled, the day is reconciled, and our books must agree with
 * the providers' to the fen.
 *
 *   GP_CHAOS_ORDERS  orders to make (40; `./dev check chaos` says 2000)
 *   GP_CHAOS_KILLS   kills to spread over them (a tenth of the orders, 12)
 *   GP_CHAOS_SEED    what is drawn: students, faults and kills (1)
 *   GP_CHAOS_AT_ONCE students that are there at the same time (16)
 *
 * pools.t is the same with two workers and two pools of notify.fcgi.
 */
'use strict';
const fs = require('fs');
const path = require('path');
const crypto = require('crypto');
const { execFileSync } = require('child_process');
const T = require('../browser/lib.js');
const { enrol, Student, plans, mix } = require('./students.js');
const books = require('./books.js');

const ORDERS = Number(process.env.GP_CHAOS_ORDERS || 40);
const KILLS = Number(process.env.GP_CHAOS_KILLS ||
    Math.max(12, Math.ceil(ORDERS / 10)));
const SEED = Number(process.env.GP_CHAOS_SEED || 1);
const AT_ONCE = Number(process.env.GP_CHAOS_AT_ONCE || 16);
const PRICE = 2000;

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

/* --- faults and kills --------------------------------------------------- */

const moods = [
	[20, {}],
	[4, { answer: { status: 500 } }],
	[2, { answer: { status: 500, after: true } }],
	[4, { answer: { drop: true } }],
	[2, { answer: { refuse: true } }],
	[2, { answer: { serial: 'DEADBEEF' } }],
	[3, { answer: { processing: true } }],
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
	[2, { callback: { unsigned: true, retry_seconds: 2 } }],
	[2, { callback: { stale: true, retry_seconds: 2 } }],
	[3, { callback: { jitter_ms: 3000 } }],
	[2, { callback: { newer_key: true } }],
	[2, { answer: { newer_key: true } }],
	[2, { refund_seconds: 6 }],
];

const victims = [[5, 'student.fcgi'], [5, 'notify.fcgi'], [5, 'worker'],
    [3, 'simulator.js'], [2, 'mariadbd'], [1, 'nginx']];

class World {
	constructor(prod, port) {
		Object.assign(this, { prod, port, again: 0, split: [],
		    forced: [], done: 0, killed: {}, plan: {} });
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

	/* Until it is back. */
	async insist(q) {
		while (!await this.control({ quiet: true, ...q }))
			await sleep(150);
	}

	/* WeChat takes money that it should refuse. */
	async force(order) {
		this.forced.push(order);
		await this.insist({ pay: order });
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
	const all = Object.keys(plans);	/* each of them once, at least */
	const work = rows.map((row, i) => [row, all[i] || die.of(mix),
	    die.of([[1, 'wechat'], [1, 'alipay']])]);
	const one = async () => {
		for (let job; (job = work.shift());) {
			const [row, plan, till] = job;
			w.plan[plan] = (w.plan[plan] || 0) + 1;
			await plans[plan](new Student(w, row), till);
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

/* Meanwhile WeChat's certificate changes, and then the old one goes. */
async function mischief(w, over) {
	const die = dice('moods');
	const turns = ['next', 'retire'];
	while (!over.yes) {
		await w.control({ reset: true, quiet: true, ...die.of(moods) });
		if (turns.length && w.done > ORDERS * (3 - turns.length) / 3)
			await w.insist({ rotate: turns.shift() });
		await sleep(200 + die.below(1500));
	}
	await T.until('the simulator to behave',
	    () => w.control({ reset: true, quiet: true }));
}

/* --- the end ------------------------------------------------------------- */

const one = (w, what) => Number(T.sql(w.prod, 'SELECT ' + what).flat().pop());
const count = (w, what) => one(w, 'COUNT(*) FROM ' + what);

/* A slice does not wait: what is due later is due now, also what a worker
 * had in hand that was killed. */
function hurry(w, quiet) {
	T.sql(w.prod, `UPDATE orders SET expires_at = UTC_TIMESTAMP()
	    WHERE state = 'pending' AND expires_at > UTC_TIMESTAMP();
	    UPDATE lease SET expires_at = UTC_TIMESTAMP();
	    UPDATE refund SET next_at = UTC_TIMESTAMP()
	    WHERE next_at > UTC_TIMESTAMP();
	    UPDATE pay_attempt SET asked_at = NULL
	    WHERE asked_at < '${quiet}' AND closed_at IS NULL`);
}

/* Nothing is on its way any more, and every provider that might have taken
 * money for an order that is over has been asked since `quiet`. */
async function settled(w, quiet) {
	const open = () => one(w, `
	    (SELECT COUNT(*) FROM orders
		WHERE state IN ('pending', 'refunding')) +
	    (SELECT COUNT(*) FROM refund
		WHERE state IN ('waiting', 'processing')) +
	    (SELECT COUNT(*) FROM outbox WHERE state = 'waiting') +
	    (SELECT COUNT(*) FROM payment_event WHERE outcome = 'new') +
	    (SELECT COUNT(*) FROM pay_attempt WHERE closed_at IS NULL
		AND (asked_at IS NULL OR asked_at < '${quiet}'))`);

	await T.until('the worker to settle everything', async () => {
		if (!open())
			return true;
		if (ORDERS < 200)
			hurry(w, quiet);
		return sleep(1000);
	}, 900);
}

const beijing = (ms) => new Date(ms + 8 * 3600e3).toISOString().slice(0, 10);

/* What only the providers' books know becomes ours: the orders. */
async function reconcile(w, since) {
	const conf = path.join(w.prod.state, 'gradphoto.conf');
	const last = one(w, 'COALESCE(MAX(id), 0) FROM payment');

	await w.insist({ bill: { any: true } });
	for (const day of new Set([since, Date.now()].map(beijing)))
		execFileSync(path.join(T.src, '.dev/root/bin/gradphoto'),
		    ['--config', conf, 'reconcile', 'run', '--day', day],
		    { stdio: ['ignore', 'ignore', 'pipe'] });
	return T.sql(w.prod, `SELECT o.token FROM payment p JOIN orders o
	    ON o.id = p.order_id WHERE p.id > ${last}`).slice(1).flat();
}

/* What the providers know once none has an open trade. A worker notes the time
 * before it asks, and comes back a minute later where it got no answer. */
async function lastWord(w) {
	const end = Date.now() + 90000;
	for (;;) {
		const state = await w.control({});
		if (state && (!books.open(state).length || Date.now() > end))
			return state;
		await sleep(500);
	}
}

/* Rows of text as a table, for people. */
function show(head, rows) {
	const all = [head, head.map(() => '---'), ...rows];
	for (const row of all)
		T.note(`| ${row.join(' | ')} |`);
	T.note('');
}

const yuan = (fen) => (fen / 100).toFixed(2);
const entries = (o) => Object.entries(o).sort();

function report(w, total, found) {
	show(['students who', 'of them'], entries(w.plan)
	    .map(([plan, n]) => [plan.replaceAll('_', ' '), n]));
	show(['killed with kill -9', 'times'], [...entries(w.killed),
	    ['all', w.kills()]]);
	show(['orders', 'collection', 'number'], T.sql(w.prod, `
	    SELECT o.state, c.state, COUNT(*) AS n FROM orders o
	    JOIN collection c ON c.id = o.collection_id
	    GROUP BY 1, 2 ORDER BY 1, 2`).slice(1));
	show(['provider', 'refund because', 'state', 'number', 'yuan'],
	    T.sql(w.prod, `SELECT p.provider, f.reason, f.state, COUNT(*) AS n,
	    FORMAT(SUM(f.amount_fen) / 100, 2) AS yuan FROM refund f
	    JOIN payment p ON p.id = f.payment_id
	    GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`).slice(1));
	show(['provider', 'in, theirs', 'in, ours', 'back, theirs',
	    'back, ours'], entries(total).map(([name, [a, b, c, d]]) =>
	    [name, yuan(a), yuan(c), yuan(b), yuan(d)]));
	T.note(`${w.again} requests had to be made again; ${found} payments ` +
	    `were found in the providers' books alone`);
}

/* What must be true now. */
function check(w, state) {
	const wrong = books.compare(w.prod, state, PRICE);
	const none = (list, what) => T.is(list.join('\n'), '', what);

	T.ok(count(w, 'orders') >= ORDERS, 'the orders were made');
	T.is(count(w, `orders WHERE state NOT IN ('paid', 'closed',
	    'refunded')`), 0, 'every order is in a final state');
	none(wrong.money, 'money at both providers is money in our books, ' +
	    'order by order');
	T.is(entries(wrong.total).map(([, [a, b, c, d]]) => `${a - c} ${b - d}`)
	    .join(), '0 0,0 0', 'to the fen, at both');
	none(wrong.twice, 'nothing was refunded twice');
	none(wrong.paid, 'what is paid is submitted and paid once, and ' +
	    'nothing is kept for what is not');
	none(books.open(state), 'no provider would take more money');
	none(w.split, 'two phones make one order');
	T.is(count(w, `collection WHERE state = 'ordered'`), 0,
	    'no collection waits for an order that is over');
	T.is(count(w, `collection c WHERE c.state = 'submitted' AND NOT EXISTS
	    (SELECT 1 FROM orders o WHERE o.collection_id = c.id
	    AND o.state = 'paid')`), 0, 'none is submitted unpaid');
	none(T.sql(w.prod, `SELECT provider, kind, order_token, reference
	    FROM difference WHERE state = 'open' AND kind <> 'notice'`)
	    .slice(1), 'no difference is left but notices with a wrong amount');
	return wrong.total;
}

T.run(async (defer) => {
	const since = Date.now();
	/* A port of its own: a killed server's could be taken by others. */
	const prod = await T.product(defer, 'order_minutes = 1', '--port',
	    String(20000 + process.pid % 10000));
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
	await T.until('the database to be back', () => {
		try {
			return count(w, 'orders');
		} catch {
			return 0;
		}
	});
	/* It may have been the last to be killed. */
	await w.insist({ reset: true });
	const quiet = T.sql(prod, 'SELECT UTC_TIMESTAMP()').flat().pop();
	await settled(w, quiet);
	const found = await reconcile(w, since);
	T.is(found.filter((o) => !w.forced.includes(o)).join(), '', 'the books ' +
	    'alone knew only of what a provider should have refused');
	await settled(w, quiet);
	await reconcile(w, since);
	report(w, check(w, await lastWord(w)), found.length);
});
