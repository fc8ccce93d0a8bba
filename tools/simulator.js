#!/usr/bin/env node
'use strict';
/*
 * Payment platforms to develop and test against, on the wire as the real
 * ones are, with keys of their own, payment pages, callbacks with retries,
 * bills, and faults on demand. Written apart from the C clients, so that
 * both can't share a mistake.
 *
 *   node simulator.js --dir DIR --port N [--listen 127.0.0.1]
 *        [--public URL] [--notify URL] [--clock-offset SECONDS]
 *
 * DIR keeps keys and state: a kill -9 loses nothing. --public: where
 * browsers reach it; --notify: WeChat Pay's address of callbacks, instead of
 * each order's (another provider's name takes the place of the last word).
 * POST /control takes JSON (see control()), from this machine only.
 *
 * A provider is a function of the core below that gives
 *	name, retries		pauses in seconds between tries of a callback
 *	serve(req, res, url, body)	true where the address is its own
 *	word(callback, fault)	body and headers of a callback
 *	taken(status, text)	1: the merchant has taken it
 *	spoil(content, amount)	makes a callback's amount wrong
 *	probe()			a callback to see whether signatures are verified
 *	tick()			twice a second
 *	control(q)		its part of /control; what it shows of its state
 */
const http = require('node:http');
const { parseArgs } = require('node:util');
const { STYLE } = require('./simulator_page.js');

const PROVIDERS = [require('./simulator_wechat.js'),
	require('./simulator_alipay.js')];

const { values: options } = parseArgs({ options: {
	dir: { type: 'string' },
	port: { type: 'string' },
	listen: { type: 'string', default: '127.0.0.1' },
	public: { type: 'string' },
	notify: { type: 'string' },
	'clock-offset': { type: 'string', default: '0' },
} });
if (!options.dir || !options.port) {
	console.error('usage: simulator.js --dir DIR --port N [--listen ADDR] ' +
		'[--public URL] [--notify URL] [--clock-offset SECONDS]');
	process.exit(2);
}

const BODY_MAX = 64 * 1024;
const here = `http://127.0.0.1:${options.port}`;

const core = {
	options,
	here,
	browsers: options.public || here,
	faults: require('./simulator_faults.js')
		.create(Number(options['clock-offset'])),
	now: () => Math.floor(Date.now() / 1000) + core.faults.mood.offset,
	provider: (name) => providers.find((p) => p.name === name),
	seen: 0,	/* requests of merchants */
};
core.keys = require('./simulator_keys.js')
	.load(options.dir, here, core.browsers);
core.store = require('./simulator_store.js').open(options.dir);
core.notify = require('./simulator_notify.js').create(core);
const providers = PROVIDERS.map((make) => make(core));

/*
 * Answers a merchant as the fault says: work() gives the answer, send(it)
 * sends it.
 *	slow_ms		later; late_ms: the work at once, the answer later
 *	status		an error instead of the work; with after: after it
 *	refuse, drop	the connection is cut before or after the work
 */
core.answer = async (req, fault, work, error, send) => {
	core.seen++;
	if (fault.slow_ms)
		await new Promise((done) => setTimeout(done, fault.slow_ms));
	if (fault.refuse) {
		req.socket.destroy();
		return;
	}
	let a = fault.status && !fault.after ? null : work();
	if (fault.status)
		a = error(fault.status);
	if (fault.late_ms)
		await new Promise((done) => setTimeout(done, fault.late_ms));
	if (fault.drop)
		req.socket.destroy();
	else
		send(a);
};

/*
 * { "reset": true }                 no faults
 * { "offset": S }                   move the clock
 * { "answer": { status, after, slow_ms, late_ms, drop, refuse, bad_signature,
 *               stale, unsigned, newer_key, serial } }  what merchants are told
 * { "callback": { drop, copies, delay_ms, jitter_ms, hold, wrong_amount,
 *                 bad_signature, stale, unsigned, probe, newer_key, serial,
 *                 retry_seconds } }
 * { "rules": [...], "seed": N }     the same for some (simulator_faults.js)
 * { "release": true }               what was held, the newest first
 * { "probe": N }                    sends so many probes
 * { "refund_seconds": S, "refund_result": "SUCCESS" | "ABNORMAL" }
 * { "bill": { any, missing, extra, bad_hash, status } }    see the provider
 * { "pay": NUMBER }                 as if the payer had; also an order that
 *                                   is closed or paid already
 * { "rotate": "next" | "retire" }   a new platform certificate; the old goes
 * { "quiet": true }                 no state in the answer
 * Answers with the mood and, unless quiet, all that it knows.
 */
async function control(q) {
	core.faults.change(q);
	const shown = Object.assign({}, ...providers.map((p) => p.control(q)));
	if (q.release)
		await core.notify.release();
	for (const p of providers)
		if (q.probe && (q.provider || 'wechat') === p.name)
			await core.notify.probe(p.name, q.probe);
	setImmediate(core.notify.pump);
	return q.quiet ? { mood: core.faults.mood } : { mood: core.faults.mood,
		seen: core.seen, ...shown,
		callbacks: Object.values(core.store.table('callbacks')),
		probes: Object.values(core.store.table('probes')) };
}

async function serveControl(res, body) {
	let out;
	try {
		out = await control(body ? JSON.parse(body) : {});
	} catch (e) {
		out = { error: e.message };
	}
	res.writeHead(out.error ? 400 : 200,
		{ 'Content-Type': 'application/json' });
	res.end(JSON.stringify(out));
}

function serve(req, res, body) {
	const url = new URL(req.url, here);
	const local = /^(::ffff:)?127\.|^::1$/.test(req.socket.remoteAddress) &&
		!req.headers['x-forwarded-for'];
	if (providers.some((p) => p.serve(req, res, url, body)))
		return undefined;
	if (url.pathname === '/pay.css') {
		res.writeHead(200, { 'Content-Type': 'text/css' });
		res.end(STYLE);
		return undefined;
	}
	if (url.pathname === '/control' && req.method === 'POST' && local)
		return serveControl(res, body);
	res.writeHead(404, { 'Content-Type': 'text/plain' });
	res.end('not found\n');
	return undefined;
}

const server = http.createServer((req, res) => {
	let body = '';
	req.setEncoding('utf8');
	req.on('data', (d) => {
		body += d;
		if (body.length > BODY_MAX)
			req.destroy();
	});
	req.on('end', () => serve(req, res, body));
});

server.listen(Number(options.port), options.listen, () => {
	console.log(`simulator on ${options.listen}:${options.port}`);
});
setInterval(() => {
	core.notify.pump();
	providers.forEach((p) => p.tick());
}, 500);
for (const signal of ['SIGTERM', 'SIGINT'])
	process.on(signal, () => process.exit(0));
