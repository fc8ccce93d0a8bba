'use strict';
/*
 * WeChat Pay v3: H5, JSAPI with its OAuth, Native; queries, closes, refunds,
 * bills, certificates that change. See simulator.js for what it exports.
 */
const crypto = require('node:crypto');
const bills = require('./simulator_bill.js');
const { render, BRIDGE } = require('./simulator_page.js');

const CODE_LIFE = 300;
const TRADE = '/v3/pay/transactions/out-trade-no/';

const fail = (status, code, message) =>
	({ status, body: { code, message: message || code } });

function rfc3339(t) {
	return new Date((t + 8 * 3600) * 1000).toISOString()
		.replace(/\.\d+Z$/, '+08:00');
}

module.exports = (core) => {
	const { keys, store, notify } = core;
	const { table, put } = store;
	const mood = () => core.faults.mood;
	const orders = table('orders');
	const refunds = table('refunds');
	const payments = table('payments');
	const prepaid = new Map(Object.values(orders)
		.map((o) => [o.prepay, o]));
	const processing = new Map(Object.entries(refunds)
		.filter(([, f]) => f.status === 'PROCESSING'));
	const codes = new Map();

	/* --- signatures --------------------------------------------------- */

	const sign = (text, key) =>
		crypto.sign('sha256', Buffer.from(text), key).toString('base64');

	function seal(text, associated) {
		const nonce = crypto.randomBytes(6).toString('hex');
		const c = crypto.createCipheriv('aes-256-gcm', keys.api, nonce);
		c.setAAD(Buffer.from(associated));
		const data = Buffer.concat([c.update(text, 'utf8'), c.final(),
			c.getAuthTag()]);
		return { algorithm: 'AEAD_AES_256_GCM', nonce,
			associated_data: associated,
			ciphertext: data.toString('base64') };
	}

	/* Headers of an answer or a callback; fault spoils them. wish: the
	 * serial number of the key that the merchant asks for. */
	function signed(body, fault, wish) {
		const newer = fault.newer_key || wish === keys.newer.serial;
		const signer = newer ? keys.newer : keys.platforms.list.at(-1);
		const timestamp = String(core.now() - (fault.stale ? 301 : 0));
		const nonce = crypto.randomBytes(16).toString('hex');
		let signature = sign(`${timestamp}\n${nonce}\n` +
			`${fault.bad_signature ? body + ' ' : body}\n`,
		signer.private);
		if (fault.probe)
			signature = 'WECHATPAY/SIGNTEST/' + signature;
		if (fault.unsigned)
			return {};
		return { 'Wechatpay-Timestamp': timestamp,
			'Wechatpay-Nonce': nonce,
			'Wechatpay-Serial': fault.serial || signer.serial,
			'Wechatpay-Signature': signature,
			'Wechatpay-Signature-Type': 'WECHATPAY2-SHA256-RSA2048' };
	}

	/* Why a merchant's request is refused; null when it is good. */
	function refusal(req, body) {
		const [scheme, rest] =
			(req.headers.authorization || '').split(/ (.*)/s);
		const p = Object.fromEntries([...(rest || '')
			.matchAll(/(\w+)="([^"]*)"/g)].map((m) => [m[1], m[2]]));
		const text = [req.method, req.url, p.timestamp, p.nonce_str, body,
			''].join('\n');
		if (!req.headers['user-agent'])
			return 'no User-Agent';
		if (scheme !== 'WECHATPAY2-SHA256-RSA2048')
			return 'scheme';
		if (p.mchid !== keys.merchantNumber)
			return 'mchid';
		if (p.serial_no !== keys.merchant.serial)
			return 'serial_no';
		if (!(Math.abs(core.now() - Number(p.timestamp)) < 300))
			return 'timestamp';
		if (!crypto.verify('sha256', Buffer.from(text), keys.merchant.public,
			Buffer.from(p.signature || '', 'base64')))
			return 'signature';
		return null;
	}

	/* --- orders --------------------------------------------------------- */

	function transaction(o) {
		const t = { appid: o.appid, mchid: o.mchid,
			out_trade_no: o.out_trade_no, trade_state: o.state,
			trade_state_desc: o.state, attach: '', bank_type: 'OTHERS',
			trade_type: o.trade_type,
			amount: { total: o.amount, payer_total: o.amount,
				currency: 'CNY', payer_currency: 'CNY' } };
		if (o.transaction_id)
			Object.assign(t, { transaction_id: o.transaction_id,
				success_time: o.success_time,
				payer: { openid: o.payer || 'simulated-payer' } });
		return t;
	}

	/* What each way of paying must bring beside what all of them must. */
	const WAYS = {
		h5: { type: 'MWEB', needs: (q) => q.scene_info?.payer_client_ip &&
			q.scene_info?.h5_info?.type },
		jsapi: { type: 'JSAPI', needs: (q) =>
			table('openids')[q.payer?.openid] },
		native: { type: 'NATIVE', needs: () => true },
	};

	function acceptable(q, way) {
		return q && q.appid === keys.app &&
			q.mchid === keys.merchantNumber &&
			/^[0-9A-Za-z_\-|*]{6,32}$/.test(q.out_trade_no || '') &&
			q.description && Buffer.byteLength(q.description) <= 127 &&
			Number.isInteger(q.amount?.total) && q.amount.total > 0 &&
			/^https?:\/\/[^?]+$/.test(q.notify_url || '') &&
			way.needs(q);
	}

	/* A number belongs to what it was first used with: amount, words, way
	 * and payer. */
	const same = (o, q, way) => o.amount === q.amount.total &&
		o.description === q.description && o.trade_type === way.type &&
		(o.payer || '') === (q.payer?.openid || '');

	function begun(o, way) {
		const page = `${core.browsers}/pay?prepay_id=${o.prepay}`;
		return { status: 200, body: way === 'h5' ?
			{ h5_url: `${page}&package=${o.prepay.slice(-8)}` } :
			way === 'native' ? { code_url: page } :
				{ prepay_id: o.prepay } };
	}

	function create(kind, q) {
		const way = WAYS[kind];
		if (!acceptable(q, way))
			return fail(400, 'PARAM_ERROR');
		const old = orders[q.out_trade_no];
		if (old && old.state === 'SUCCESS')
			return fail(400, 'ORDERPAID');
		if (old && old.state !== 'NOTPAY')
			return fail(400, 'ORDER_CLOSED');
		if (old)
			return same(old, q, way) ? begun(old, kind) :
				fail(400, 'OUT_TRADE_NO_USED');
		const o = { appid: q.appid, mchid: q.mchid,
			out_trade_no: q.out_trade_no, trade_type: way.type,
			description: q.description, amount: q.amount.total,
			payer: q.payer?.openid,
			expires: q.time_expire ? Date.parse(q.time_expire) / 1000 :
				core.now() + 7200,
			notify_url: q.notify_url, state: 'NOTPAY',
			prepay: 'wx' + crypto.randomBytes(17).toString('hex') };
		prepaid.set(o.prepay, put('orders', o.out_trade_no, o));
		return begun(o, kind);
	}

	function query(number) {
		const o = orders[number];
		return o ? { status: 200, body: transaction(o) } :
			fail(404, 'ORDER_NOT_EXIST');
	}

	function close(number) {
		const o = orders[number];
		if (!o)
			return fail(404, 'ORDER_NOT_EXIST');
		if (o.state === 'SUCCESS' || o.state === 'REFUND')
			return fail(400, 'ORDERPAID');
		o.state = 'CLOSED';
		put('orders', number, o);
		return { status: 204 };
	}

	/* Also a second time, for the same order. */
	function pay(o) {
		const p = { out_trade_no: o.out_trade_no, amount: o.amount,
			at: core.now() };
		o.state = 'SUCCESS';
		o.transaction_id = '42' + crypto.randomInt(1e9).toString()
			.padStart(10, '0') + Date.now();
		o.success_time = rfc3339(p.at);
		put('payments', o.transaction_id, p);
		put('orders', o.out_trade_no, o);
		notify.add('wechat', 'TRANSACTION.SUCCESS', o.out_trade_no,
			transaction(o), o.notify_url);
	}

	/* --- refunds ---------------------------------------------------------- */

	const refundBody = (f) => ({ refund_id: f.refund_id,
		out_refund_no: f.out_refund_no, out_trade_no: f.out_trade_no,
		transaction_id: f.transaction_id, status: f.status,
		channel: 'ORIGINAL', create_time: f.create_time,
		success_time: f.success_time, user_received_account: 'simulated',
		amount: { refund: f.refund, total: f.total, currency: 'CNY' } });

	/* The transaction a refund is about, by its number or by the order's. */
	function refundable(q) {
		const id = q?.transaction_id ||
			orders[q?.out_trade_no]?.transaction_id;
		const p = payments[id];
		return p && { id, p, left: p.amount - Object.values(refunds)
			.filter((f) => f.transaction_id === id && f.status !== 'CLOSED')
			.reduce((sum, f) => sum + f.refund, 0) };
	}

	function refund(q) {
		const old = refunds[q?.out_refund_no];
		const about = refundable(q);
		if (old)
			return old.refund === q.amount?.refund &&
				old.transaction_id === about?.id ?
				{ status: 200, body: refundBody(old) } :
				fail(400, 'PARAM_ERROR');
		if (!about)
			return orders[q?.out_trade_no] ? fail(400, 'INVALID_REQUEST') :
				fail(404, 'RESOURCE_NOT_EXISTS');
		if (!/^[0-9A-Za-z_\-|*@]{6,64}$/.test(q.out_refund_no || '') ||
			q.amount?.total !== about.p.amount || !(q.amount.refund > 0))
			return fail(400, 'PARAM_ERROR');
		if (q.amount.refund > about.left)
			return fail(400, 'INVALID_REQUEST');
		const f = { refund_id: '50' + Date.now() + crypto.randomInt(1e6),
			out_refund_no: q.out_refund_no,
			out_trade_no: about.p.out_trade_no, transaction_id: about.id,
			refund: q.amount.refund, total: about.p.amount,
			status: 'PROCESSING', create_time: rfc3339(core.now()),
			created: core.now(), at: Date.now(), notify_url: q.notify_url };
		processing.set(f.out_refund_no, f);
		put('refunds', f.out_refund_no, f);
		return { status: 200, body: refundBody(f) };
	}

	function finish(f) {
		const o = orders[f.out_trade_no];
		processing.delete(f.out_refund_no);
		f.status = mood().refund_result;
		if (f.status === 'SUCCESS') {
			f.success_time = rfc3339(core.now());
			o.state = 'REFUND';
			put('orders', o.out_trade_no, o);
		}
		put('refunds', f.out_refund_no, f);
		if (f.notify_url)
			notify.add('wechat', 'REFUND.' + f.status, f.out_trade_no,
				{ mchid: keys.merchantNumber, ...refundBody(f),
					refund_status: f.status }, f.notify_url);
	}

	function refundQuery(number) {
		const f = refunds[number];
		return f ? { status: 200, body: refundBody(f) } :
			fail(404, 'RESOURCE_NOT_EXISTS');
	}

	/* --- certificates, bills ------------------------------------------------ */

	const certificates = () => ({ status: 200, body: {
		data: keys.platforms.list.map((pair) => ({
			serial_no: pair.serial,
			effective_time: rfc3339(core.now() - 86400),
			expire_time: rfc3339(core.now() + 5 * 365 * 86400),
			encrypt_certificate: seal(pair.pem, 'certificate') })) } });

	const book = () => ({ app: keys.app, merchant: keys.merchantNumber,
		orders, payments, refunds });

	/* The download is not signed, and hangs on the token alone. */
	function bill(q) {
		const [status, code] = bills.available(q.get('bill_date'),
			core.now(), mood().bill);
		if (status !== 200)
			return fail(status, code);
		const file = bills.file(q.get('bill_date'), book(), mood().bill);
		if (!file)
			return fail(400, 'NO_STATEMENT_EXIST');
		return { status: 200, body: { hash_type: 'SHA1',
			hash_value: mood().bill.bad_hash ? '0'.repeat(40) :
				bills.hash(file.text),
			download_url: `${core.here}/v3/billdownload/file?token=` +
				Buffer.from(JSON.stringify([q.get('bill_date'),
					q.get('tar_type')])).toString('base64url') } };
	}

	function billFile(q) {
		const [day, kind] = JSON.parse(
			Buffer.from(q.get('token'), 'base64url'));
		const { text, packed } = bills.file(day, book(), mood().bill);
		return { status: 200, raw: kind === 'GZIP' ? packed : text };
	}

	/* --- the payer ------------------------------------------------------------- */

	/* Who is logged in to WeChat: the same each time, for a browser has one
	 * person. */
	function authorize(res, q) {
		const back = q.get('redirect_uri') || '';
		const good = q.get('appid') === keys.app &&
			q.get('response_type') === 'code' &&
			q.get('scope') === 'snsapi_base' && /^https?:\/\//.test(back);
		const code = crypto.randomBytes(16).toString('hex');
		if (!good) {
			res.writeHead(400, { 'Content-Type': 'text/plain' });
			res.end('bad request\n');
			return;
		}
		codes.set(code, core.now() + CODE_LIFE);
		const to = new URL(back);
		to.searchParams.set('code', code);
		to.searchParams.set('state', q.get('state') || '');
		res.writeHead(302, { Location: to.href });
		res.end();
	}

	function openid(q) {
		const code = q.get('code');
		if (q.get('appid') !== keys.app)
			return { errcode: 40013, errmsg: 'invalid appid' };
		if (q.get('secret') !== keys.secret)
			return { errcode: 40125, errmsg: 'invalid appsecret' };
		if (!(codes.get(code) > core.now()))
			return { errcode: 40029, errmsg: 'invalid code' };
		codes.delete(code);
		const id = 'o' + crypto.createHash('sha256').update(keys.secret)
			.digest('base64url').slice(0, 27);
		put('openids', id, { at: core.now() });
		return { access_token: 'unused', expires_in: 7200, openid: id,
			scope: 'snsapi_base' };
	}

	/* What the app does with getBrandWCPayRequest's parameters. */
	function bridge(q) {
		const prepay = /^prepay_id=(.+)$/.exec(q.package || '')?.[1];
		const o = prepaid.get(prepay);
		const text = [q.appId, q.timeStamp, q.nonceStr, q.package, '']
			.join('\n');
		const good = o && o.trade_type === 'JSAPI' && q.appId === keys.app &&
			q.signType === 'RSA' && crypto.verify('sha256',
			Buffer.from(text), keys.merchant.public,
			Buffer.from(q.paySign || '', 'base64'));
		const word = (s) => ({ err_msg: `get_brand_wcpay_request:${s}` });
		if (!good || o.state !== 'NOTPAY' || core.now() >= o.expires)
			return word('fail');
		if (q.action === 'cancel')
			return word('cancel');
		pay(o);
		return word('ok');
	}

	/* --- server ----------------------------------------------------------------- */

	const api = [
		['POST', /^\/v3\/pay\/transactions\/(h5|jsapi|native)$/,
			(m, q) => create(m[1], q)],
		['GET', new RegExp(`^${TRADE}([^/]+)$`), (m) => query(m[1])],
		['POST', new RegExp(`^${TRADE}([^/]+)/close$`), (m) => close(m[1])],
		['POST', /^\/v3\/refund\/domestic\/refunds$/, (m, q) => refund(q)],
		['GET', /^\/v3\/refund\/domestic\/refunds\/([^/]+)$/,
			(m) => refundQuery(m[1])],
		['GET', /^\/v3\/certificates$/, () => certificates()],
		['GET', /^\/v3\/bill\/tradebill$/,
			(m, q, url) => bill(url.searchParams)],
		['GET', /^\/v3\/billdownload\/file$/,
			(m, q, url) => billFile(url.searchParams)],
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
				return run(m, q, url);
		}
		return fail(404, 'RESOURCE_NOT_EXISTS');
	}

	function serveApi(req, res, url, body) {
		const fault = core.faults.answer(
			`wechat ${req.method} ${url.pathname}`);
		const why = refusal(req, body);
		if (why)
			console.log(`refused ${req.method} ${url.pathname}: ${why}`);
		core.answer(req, why ? {} : fault,
			() => why ? fail(401, 'SIGN_ERROR', why) :
				dispatch(req, url, body),
			(status) => fail(status, 'SYSTEM_ERROR'),
			(a) => {
				const text = a.raw || (a.body ? JSON.stringify(a.body) : '');
				const head = why || a.raw ? {} : signed(text, fault,
					req.headers['wechatpay-serial']);
				if (a.body)
					head['Content-Type'] = 'application/json';
				res.writeHead(a.status, head);
				res.end(text);
			});
	}

	function view(o) {
		if (o.state === 'SUCCESS' || o.state === 'REFUND')
			return 'paid';
		if (o.state !== 'NOTPAY')
			return 'closed';
		return core.now() >= o.expires ? 'expired' : 'ask';
	}

	function servePage(req, res, url, body) {
		const o = prepaid.get(url.searchParams.get('prepay_id'));
		const back = url.searchParams.get('redirect_url');
		const action = req.method === 'POST' &&
			new URLSearchParams(body).get('action');
		if (o && view(o) === 'ask' && action === 'pay') {
			pay(o);
			setImmediate(notify.pump);
		}
		if (o && action && back && /^https?:\/\//.test(back) &&
			(view(o) === 'paid' || action === 'cancel')) {
			res.writeHead(303, { Location: back });
			res.end();
			return;
		}
		res.writeHead(o ? 200 : 404, {
			'Content-Type': 'text/html; charset=utf-8',
			'Cache-Control': 'no-store',
			'X-Content-Type-Options': 'nosniff' });
		res.end(render(o ? view(o) : '', o, url.searchParams,
			req.headers['accept-language']));
	}

	function json(res, answer) {
		res.writeHead(200, { 'Content-Type': 'application/json' });
		res.end(JSON.stringify(answer));
	}

	const addresses = {
		'/pay': servePage,
		'/connect/oauth2/authorize': (req, res, url) =>
			authorize(res, url.searchParams),
		'/sns/oauth2/access_token': (req, res, url) =>
			json(res, openid(url.searchParams)),
		'/jsapi': (req, res, url, body) => {
			json(res, bridge(JSON.parse(body || '{}')));
			setImmediate(notify.pump);
		},
		'/bridge.js': (req, res) => {
			res.writeHead(200, { 'Content-Type': 'text/javascript' });
			res.end(BRIDGE);
		},
	};

	return {
		name: 'wechat',
		retries: [15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10800,
			10800, 10800, 21600, 21600],
		serve(req, res, url, body) {
			const run = url.pathname.startsWith('/v3/') ? serveApi :
				addresses[url.pathname];
			run?.(req, res, url, body);
			return Boolean(run);
		},
		word(c, fault) {
			const kind = c.type.startsWith('REFUND') ? 'refund' :
				'transaction';
			const body = JSON.stringify({ id: c.id,
				create_time: rfc3339(c.created),
				resource_type: 'encrypt-resource', event_type: c.type,
				summary: c.type, resource: { original_type: kind,
					...seal(JSON.stringify(c.content), kind) } });
			return { body, headers: { 'Content-Type': 'application/json',
				...signed(body, fault) } };
		},
		taken: (status) => status === 200 || status === 204,
		spoil(content, amount) {
			if (content.amount)
				content.amount.total = amount;
		},
		probe: () => ({ id: crypto.randomUUID(), created: core.now(),
			type: 'TRANSACTION.SUCCESS', content: { probe: true },
			url: core.options.notify }),
		tick() {
			for (const f of processing.values())
				if (Date.now() - f.at >= 1000 * mood().refund_seconds)
					finish(f);
		},
		control(q) {
			if (orders[q.pay])
				pay(orders[q.pay]);
			if (q.rotate)
				keys.platforms[q.rotate]();
			return q.quiet ? {} : { orders, refunds, payments,
				signer: keys.platforms.list.at(-1).serial };
		},
	};
};
