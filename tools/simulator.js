#!/usr/bin/env node
'use strict';
/*
 * A payment platform to develop and test against: WeChat Pay v3 (H5) on the
 * wire, with keys of its own, a payment page, callbacks with retries, and
 * faults on demand. Written apart from the C client, so that both can't
 * share a mistake.
 *
 *   node simulator.js --dir DIR --port N [--listen 127.0.0.1]
 *        [--public URL] [--notify URL] [--clock-offset SECONDS]
 *
 * DIR keeps keys and state: a kill -9 loses nothing. --public: where
 * browsers reach it; --notify: for all callbacks, instead of each order's.
 * POST /control takes JSON (see control()), from this machine only.
 */
const fs = require('node:fs');
const path = require('node:path');
const http = require('node:http');
const crypto = require('node:crypto');
const { parseArgs } = require('node:util');
const { load } = require('./simulator_keys.js');
const { render, STYLE } = require('./simulator_page.js');

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
const RETRIES = [15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600,
	10800, 10800, 10800, 21600, 21600];
const here = `http://127.0.0.1:${options.port}`;
const browsers = options.public || here;
const keys = load(options.dir, here);
const stateFile = path.join(options.dir, 'state.json');

/* --- state ------------------------------------------------------------- */

const fresh = () => ({ orders: {}, refunds: {}, callbacks: [], seen: 0 });
const state = fs.existsSync(stateFile) ?
	JSON.parse(fs.readFileSync(stateFile, 'utf8')) : fresh();
/* Not kept: a restart has no faults. */
const plain = () => ({ offset: Number(options['clock-offset']), answer: {},
	callback: {}, refund_seconds: 2, refund_result: 'SUCCESS' });
let mood = plain();

function save() {
	const fd = fs.openSync(stateFile + '.new', 'w', 0o600);
	fs.writeSync(fd, JSON.stringify(state));
	fs.fsyncSync(fd);
	fs.closeSync(fd);
	fs.renameSync(stateFile + '.new', stateFile);
}

const now = () => Math.floor(Date.now() / 1000) + mood.offset;

function rfc3339(t) {
	return new Date((t + 8 * 3600) * 1000).toISOString()
		.replace(/\.\d+Z$/, '+08:00');
}

/* --- signatures ---------------------------------------------------------- */

function sign(text, key) {
	return crypto.sign('sha256', Buffer.from(text), key).toString('base64');
}

function seal(text, associated) {
	const nonce = crypto.randomBytes(6).toString('hex');
	const c = crypto.createCipheriv('aes-256-gcm', keys.api, nonce);
	c.setAAD(Buffer.from(associated));
	const data = Buffer.concat([c.update(text, 'utf8'), c.final(),
		c.getAuthTag()]);
	return { algorithm: 'AEAD_AES_256_GCM', nonce,
		associated_data: associated, ciphertext: data.toString('base64') };
}

/* Headers of an answer or a callback; fault spoils them. */
function signed(body, fault) {
	const signer = fault.newer_key ? keys.newer : keys.platform;
	const timestamp = String(now() - (fault.stale ? 301 : 0));
	const nonce = crypto.randomBytes(16).toString('hex');
	let signature = sign(`${timestamp}\n${nonce}\n` +
		`${fault.bad_signature ? body + ' ' : body}\n`, signer.private);
	if (fault.probe)
		signature = 'WECHATPAY/SIGNTEST/' + signature;
	if (fault.unsigned)
		return {};
	return { 'Wechatpay-Timestamp': timestamp, 'Wechatpay-Nonce': nonce,
		'Wechatpay-Serial': fault.serial || signer.serial,
		'Wechatpay-Signature': signature,
		'Wechatpay-Signature-Type': 'WECHATPAY2-SHA256-RSA2048' };
}

/* Why a merchant's request is refused; null when it is good. */
function refusal(req, body) {
	const [scheme, rest] = (req.headers.authorization || '').split(/ (.*)/s);
	const p = Object.fromEntries([...(rest || '')
		.matchAll(/(\w+)="([^"]*)"/g)].map((m) => [m[1], m[2]]));
	const text = [req.method, req.url, p.timestamp, p.nonce_str, body, '']
		.join('\n');
	if (!req.headers['user-agent'])
		return 'no User-Agent';
	if (scheme !== 'WECHATPAY2-SHA256-RSA2048')
		return 'scheme';
	if (p.mchid !== keys.merchantNumber)
		return 'mchid';
	if (p.serial_no !== keys.merchant.serial)
		return 'serial_no';
	if (!(Math.abs(now() - Number(p.timestamp)) < 300))
		return 'timestamp';
	if (!crypto.verify('sha256', Buffer.from(text), keys.merchant.public,
		Buffer.from(p.signature || '', 'base64')))
		return 'signature';
	return null;
}

/* --- callbacks ------------------------------------------------------------ */

function transaction(o) {
	const t = { appid: o.appid, mchid: o.mchid, out_trade_no: o.out_trade_no,
		trade_state: o.state, trade_state_desc: o.state,
		attach: '', bank_type: 'OTHERS', trade_type: 'MWEB',
		amount: { total: o.amount, payer_total: o.amount, currency: 'CNY',
			payer_currency: 'CNY' } };
	if (o.transaction_id)
		Object.assign(t, { transaction_id: o.transaction_id,
			success_time: o.success_time,
			payer: { openid: 'simulated-payer' } });
	return t;
}

function queueCallback(type, kind, resource, url) {
	if (mood.callback.drop)
		return;
	if (mood.callback.wrong_amount && resource.amount)
		resource.amount.total = mood.callback.wrong_amount;
	state.callbacks.push({ id: crypto.randomUUID(), type, kind, resource,
		url: options.notify || url, tries: 0,
		next: Date.now() + (mood.callback.delay_ms || 0),
		created: rfc3339(now()) });
}

function post(url, body, headers) {
	return new Promise((resolve) => {
		const q = http.request(url, { method: 'POST', timeout: 5000,
			headers: { 'Content-Type': 'application/json',
				'User-Agent': 'Mozilla/4.0',
				'Content-Length': Buffer.byteLength(body), ...headers },
		}, (res) => {
			res.resume();
			res.on('end', () => resolve(res.statusCode));
		});
		q.on('timeout', () => q.destroy());
		q.on('error', () => resolve(0));
		q.end(body);
	});
}

async function send(c) {
	const body = JSON.stringify({ id: c.id, create_time: c.created,
		resource_type: 'encrypt-resource', event_type: c.type,
		summary: c.type, resource: { original_type: c.kind,
			...seal(JSON.stringify(c.resource), c.kind) } });
	const copies = mood.callback.copies || 1;
	const all = await Promise.all(Array.from({ length: copies }, () =>
		post(c.url, body, signed(body, mood.callback))));
	const good = all.some((s) => s === 200 || s === 204);
	console.log(`callback ${c.id} ${c.type}: ${all.join(' ')}`);
	c.last = all;
	if (good || c.tries >= RETRIES.length)
		c.done = true;
	else
		c.next = Date.now() +
			1000 * (mood.callback.retry_seconds || RETRIES[c.tries++]);
	save();
}

let sending = false;
async function pump() {
	if (sending)
		return;
	sending = true;
	for (const c of state.callbacks)
		if (!c.done && c.next <= Date.now())
			await send(c);
	settleRefunds();
	sending = false;
}

/* --- orders ----------------------------------------------------------------- */

const fail = (status, code, message) =>
	({ status, body: { code, message: message || code } });

function create(q) {
	const ok = q && q.appid === keys.app && q.mchid === keys.merchantNumber &&
		/^[0-9A-Za-z_\-|*]{6,32}$/.test(q.out_trade_no || '') &&
		q.description && Buffer.byteLength(q.description) <= 127 &&
		Number.isInteger(q.amount?.total) && q.amount.total > 0 &&
		q.notify_url && q.scene_info?.payer_client_ip &&
		q.scene_info?.h5_info?.type;
	if (!ok)
		return fail(400, 'PARAM_ERROR');
	let o = state.orders[q.out_trade_no];
	if (o && o.state === 'SUCCESS')
		return fail(400, 'ORDERPAID');
	if (o && o.state !== 'NOTPAY')
		return fail(400, 'ORDER_CLOSED');
	if (o && o.amount !== q.amount.total)
		return fail(400, 'OUT_TRADE_NO_USED');
	if (!o) {
		o = { appid: q.appid, mchid: q.mchid, out_trade_no: q.out_trade_no,
			description: q.description, amount: q.amount.total,
			expires: q.time_expire ? Date.parse(q.time_expire) / 1000 :
				now() + 7200,
			notify_url: q.notify_url, state: 'NOTPAY',
			prepay: 'wx' + crypto.randomBytes(17).toString('hex') };
		state.orders[o.out_trade_no] = o;
		save();
	}
	return { status: 200, body: { h5_url:
		`${browsers}/pay?prepay_id=${o.prepay}&package=${o.prepay.slice(-8)}` } };
}

function query(number) {
	const o = state.orders[number];
	return o ? { status: 200, body: transaction(o) } :
		fail(404, 'ORDER_NOT_EXIST');
}

function close(number) {
	const o = state.orders[number];
	if (!o)
		return fail(404, 'ORDER_NOT_EXIST');
	if (o.state === 'SUCCESS' || o.state === 'REFUND')
		return fail(400, 'ORDERPAID');
	o.state = 'CLOSED';
	save();
	return { status: 204 };
}

/* again: money a second time, for the same order. */
function pay(o, again) {
	o.state = 'SUCCESS';
	o.transaction_id = '42' + crypto.randomInt(1e9).toString()
		.padStart(10, '0') + Date.now();
	o.success_time = rfc3339(now());
	if (!again)
		o.first = o.transaction_id;
	queueCallback('TRANSACTION.SUCCESS', 'transaction', transaction(o),
		o.notify_url);
	save();
}

/* --- refunds ----------------------------------------------------------------- */

function refundBody(f) {
	return { refund_id: f.refund_id, out_refund_no: f.out_refund_no,
		out_trade_no: f.out_trade_no, transaction_id: f.transaction_id,
		status: f.status, channel: 'ORIGINAL',
		create_time: f.create_time, success_time: f.success_time,
		user_received_account: 'simulated',
		amount: { refund: f.refund, total: f.total, currency: 'CNY' } };
}

function refund(q) {
	const o = state.orders[q?.out_trade_no];
	const old = state.refunds[q?.out_refund_no];
	if (old)
		return old.refund === q.amount?.refund &&
			old.out_trade_no === q.out_trade_no ?
			{ status: 200, body: refundBody(old) } :
			fail(400, 'PARAM_ERROR');
	if (!o)
		return fail(404, 'RESOURCE_NOT_EXISTS');
	if (o.state !== 'SUCCESS' && o.state !== 'REFUND')
		return fail(400, 'INVALID_REQUEST');
	if (!/^[0-9A-Za-z_\-|*@]{6,64}$/.test(q.out_refund_no || '') ||
		q.amount?.total !== o.amount || !(q.amount.refund > 0) ||
		q.amount.refund > o.amount)
		return fail(400, 'PARAM_ERROR');
	const f = { refund_id: '50' + Date.now() + crypto.randomInt(1e6),
		out_refund_no: q.out_refund_no, out_trade_no: o.out_trade_no,
		transaction_id: o.transaction_id, refund: q.amount.refund,
		total: o.amount, status: 'PROCESSING', create_time: rfc3339(now()),
		at: Date.now(), notify_url: q.notify_url };
	state.refunds[f.out_refund_no] = f;
	save();
	return { status: 200, body: refundBody(f) };
}

function settleRefunds() {
	for (const f of Object.values(state.refunds)) {
		if (f.status !== 'PROCESSING' ||
			Date.now() - f.at < 1000 * mood.refund_seconds)
			continue;
		f.status = mood.refund_result;
		if (f.status === 'SUCCESS') {
			f.success_time = rfc3339(now());
			state.orders[f.out_trade_no].state = 'REFUND';
		}
		if (f.notify_url)
			queueCallback('REFUND.' + f.status, 'refund', {
				mchid: keys.merchantNumber, ...refundBody(f),
				refund_status: f.status }, f.notify_url);
		save();
	}
}

function refundQuery(number) {
	const f = state.refunds[number];
	return f ? { status: 200, body: refundBody(f) } :
		fail(404, 'RESOURCE_NOT_EXISTS');
}

function certificates() {
	return { status: 200, body: { data: [{
		serial_no: keys.platform.serial,
		effective_time: rfc3339(now() - 86400),
		expire_time: rfc3339(now() + 5 * 365 * 86400),
		encrypt_certificate: seal(keys.platform.pem, 'certificate') }] } };
}

/* --- server ------------------------------------------------------------------- */

const TRADE = '/v3/pay/transactions/out-trade-no/';
const api = [
	['POST', /^\/v3\/pay\/transactions\/h5$/, (m, q) => create(q)],
	['GET', new RegExp(`^${TRADE}([^/]+)$`), (m) => query(m[1])],
	['POST', new RegExp(`^${TRADE}([^/]+)/close$`), (m) => close(m[1])],
	['POST', /^\/v3\/refund\/domestic\/refunds$/, (m, q) => refund(q)],
	['GET', /^\/v3\/refund\/domestic\/refunds\/([^/]+)$/,
		(m) => refundQuery(m[1])],
	['GET', /^\/v3\/certificates$/, () => certificates()],
];

function dispatch(req, url, body) {
	let q = null;
	try {
		q = body ? JSON.parse(body) : null;
	} catch {
		return fail(400, 'PARAM_ERROR');
	}
	for (const [method, pattern, run] of api) {
		const m = pattern.exec(url.pathname);
		if (m && method === req.method)
			return run(m, q);
	}
	return fail(404, 'RESOURCE_NOT_EXISTS');
}

async function serveApi(req, res, url, body) {
	const fault = mood.answer;
	const why = refusal(req, body);
	state.seen++;
	if (fault.slow_ms)
		await new Promise((done) => setTimeout(done, fault.slow_ms));
	const a = why ? fail(401, 'SIGN_ERROR', why) : fault.status ?
		fail(fault.status, 'SYSTEM_ERROR') : dispatch(req, url, body);
	/* A fault that strikes after the work was done: the answer is lost. */
	if (fault.drop) {
		req.socket.destroy();
		return;
	}
	const text = a.body ? JSON.stringify(a.body) : '';
	if (why)
		console.log(`refused ${req.method} ${url.pathname}: ${why}`);
	res.writeHead(a.status, { ...(why ? {} : signed(text, fault)),
		...(text ? { 'Content-Type': 'application/json' } : {}) });
	res.end(text);
}

function servePage(req, res, url, body) {
	const id = url.searchParams.get('prepay_id');
	const o = Object.values(state.orders).find((x) => x.prepay === id);
	const back = url.searchParams.get('redirect_url');
	const action = req.method === 'POST' &&
		new URLSearchParams(body).get('action');
	let view = 'ask';
	if (o && (o.state === 'SUCCESS' || o.state === 'REFUND'))
		view = 'paid';
	else if (o && o.state !== 'NOTPAY')
		view = 'closed';
	else if (o && now() >= o.expires)
		view = 'expired';
	if (o && view === 'ask' && action === 'pay') {
		pay(o);
		setImmediate(pump);
		view = 'paid';
	}
	if (o && action && back && /^https?:\/\//.test(back) &&
		(view === 'paid' || action === 'cancel')) {
		res.writeHead(303, { Location: back });
		res.end();
		return;
	}
	res.writeHead(o ? 200 : 404, { 'Content-Type': 'text/html; charset=utf-8',
		'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });
	res.end(render(view, o, url.searchParams,
		req.headers['accept-language']));
}

/*
 * { "reset": true }                      no faults
 * { "offset": S }                        move the clock
 * { "answer": { status, slow_ms, bad_signature, stale, unsigned, drop,
 *               newer_key, serial } }    what merchants are told
 * { "callback": { drop, copies, delay_ms, wrong_amount, bad_signature,
 *                 stale, unsigned, probe, newer_key, retry_seconds } }
 * { "refund_seconds": S, "refund_result": "SUCCESS" | "ABNORMAL" }
 * { "pay": NUMBER }                      as if the payer had; also an order
 *                                        that is closed or paid already
 * Answers with orders, refunds and callbacks.
 */
function control(q) {
	if (q.reset)
		mood = plain();
	for (const name of ['offset', 'answer', 'callback', 'refund_seconds',
		'refund_result'])
		if (q[name] !== undefined)
			mood[name] = q[name];
	const o = state.orders[q.pay];
	if (o)
		pay(o, o.state === 'SUCCESS');
	setImmediate(pump);
	return { mood, ...state };
}

function serveControl(req, res, body) {
	let out;
	try {
		out = control(body ? JSON.parse(body) : {});
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
	if (url.pathname.startsWith('/v3/'))
		return serveApi(req, res, url, body);
	if (url.pathname === '/pay')
		return servePage(req, res, url, body);
	if (url.pathname === '/pay.css') {
		res.writeHead(200, { 'Content-Type': 'text/css' });
		res.end(STYLE);
		return undefined;
	}
	if (url.pathname === '/control' && req.method === 'POST' && local)
		return serveControl(req, res, body);
	res.writeHead(404, { 'Content-Type': 'text/plain' });
	res.end('not found\n');
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
setInterval(pump, 500);
for (const signal of ['SIGTERM', 'SIGINT'])
	process.on(signal, () => process.exit(0));
