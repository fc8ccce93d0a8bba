'use strict';
/*
 * Alipay: WAP and page pay, queries, closes, refunds, books. See simulator.js
 * for what it exports. A trade exists only once the payer is about to pay;
 * until then the signed order is all there is ("visits"). alipay.conf has the
 * configuration that goes with its keys.
 *
 * Beside the faults that every provider has, an answer may be `processing`
 * (a refund that is done later, after refund_seconds), and a callback
 * `keep_sign_type` (signed as if sign_type were part of the text).
 */
const fs = require('node:fs');
const path = require('node:path');
const crypto = require('node:crypto');
const books = require('./simulator_alipay_bill.js');
const { render } = require('./simulator_page.js');

const GATEWAY = '/alipay/gateway.do';
const PAGE = '/alipay-pay';	/* beside pay.css */
const BILL = '/alipay/bill';
const APP = '2021000000000001';
const SELLER = '2088000000000001';

const beijing = (t) => new Date((t + 8 * 3600) * 1000).toISOString()
	.slice(0, 19).replace('T', ' ');
const seconds = (s) => Date.parse(`${s.replace(' ', 'T')}+08:00`) / 1000;
const yuan = (fen) => (fen / 100).toFixed(2);
const fen = (s) => (/^\d+(\.\d{1,2})?$/.test(s || '') ?
	Math.round(Number(s) * 100) : 0);

/* Names with values, as they are signed. */
const text = (p, ...without) => Object.keys(p).filter((k) => p[k] !== '' &&
	!without.includes(k)).sort().map((k) => `${k}=${p[k]}`).join('&');
const sign = (s, key) =>
	crypto.sign('sha256', Buffer.from(s), key).toString('base64');

function makeKey(dir, name) {
	const file = path.join(dir, name + '.key');
	if (!fs.existsSync(file)) {
		const pair = crypto.generateKeyPairSync('rsa', {
			modulusLength: 2048 });
		fs.writeFileSync(file, pair.privateKey.export({ type: 'pkcs8',
			format: 'pem' }), { mode: 0o600 });
	}
	const key = crypto.createPrivateKey(fs.readFileSync(file));
	const pub = crypto.createPublicKey(key);
	fs.writeFileSync(path.join(dir, name + '.pub'),
		pub.export({ type: 'spki', format: 'pem' }));
	return { private: key, public: pub };
}

/* Keys of directory, made where there are none; alipay.conf goes with them.
 * browsers: where everybody reaches the simulator. */
function load(directory, browsers) {
	const dir = path.resolve(directory);
	fs.mkdirSync(dir, { recursive: true, mode: 0o700 });
	const keys = { app: makeKey(dir, 'alipay-app'),
		alipay: makeKey(dir, 'alipay'), other: makeKey(dir, 'alipay-other') };
	fs.writeFileSync(path.join(dir, 'alipay.conf'), [
		`alipay_gateway = ${browsers}${GATEWAY}`,
		`alipay_app_id = ${APP}`,
		`alipay_seller_id = ${SELLER}`,
		`alipay_key_file = ${path.join(dir, 'alipay-app.key')}`,
		`alipay_public_key_file = ${path.join(dir, 'alipay.pub')}`,
		''].join('\n'), { mode: 0o600 });
	return keys;
}

module.exports = (core) => {
	const keys = load(core.options.dir, core.browsers);
	const { table, put } = core.store;
	const mood = () => core.faults.mood;
	const visits = table('alipay_visits');	/* signed orders, by number */
	const trades = table('alipay_trades');
	const refunds = table('alipay_refunds');
	const sessions = new Map(Object.values(visits).map((v) => [v.id, v]));

	const yes = (body) => ({ code: '10000', msg: 'Success', ...body });
	const no = (sub, code = '40004') => ({ code, msg: 'Business Failed',
		sub_code: sub, sub_msg: sub });

	/* Why a merchant's request is refused; null when it is good. */
	function refusal(p) {
		if (p.app_id !== APP)
			return 'isv.invalid-app-id';
		if (p.charset !== 'utf-8' || (p.format || 'JSON') !== 'JSON' ||
			p.version !== '1.0')
			return 'isv.invalid-arguments';
		if (p.sign_type !== 'RSA2')
			return 'isv.invalid-signature-type';
		if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(p.timestamp || '') ||
			Math.abs(core.now() - seconds(p.timestamp)) > 600)
			return 'isv.invalid-timestamp';
		return crypto.verify('sha256', Buffer.from(text(p, 'sign')),
			keys.app.public, Buffer.from(p.sign || '', 'base64')) ? null :
			'isv.invalid-signature';
	}

	/* --- notices -------------------------------------------------------- */

	function tell(t, type, more) {
		core.notify.add('alipay', type, t.out_trade_no, {
			app_id: APP, auth_app_id: APP, seller_id: SELLER,
			out_trade_no: t.out_trade_no, trade_no: t.trade_no,
			trade_status: t.state, total_amount: yuan(t.amount),
			receipt_amount: yuan(t.amount), subject: t.description,
			buyer_id: '2088000000000002', buyer_logon_id: 'sim***@alipay.com',
			fund_bill_list: JSON.stringify([{ amount: yuan(t.amount),
				fundChannel: 'ALIPAYACCOUNT' }]),
			gmt_create: beijing(t.created),
			...(t.paid ? { gmt_payment: beijing(t.paid) } : {}), ...more,
		}, t.notify_url);
	}

	function word(c, fault) {
		const p = { ...c.content, notify_type: 'trade_status_sync',
			notify_id: crypto.createHash('md5').update(c.id).digest('hex'),
			notify_time: beijing(core.now()), charset: 'utf-8',
			version: '1.0', sign_type: 'RSA2' };
		const key = fault.serial ? keys.other : keys.alipay;
		p.sign = sign(text(p, ...(fault.keep_sign_type ? [] :
			['sign_type'])), key.private);
		if (fault.bad_signature || fault.probe)
			p.receipt_amount = '0.01';
		if (fault.unsigned)
			delete p.sign;
		return { body: new URLSearchParams(p).toString(), headers: {
			'Content-Type':
				'application/x-www-form-urlencoded; charset=utf-8' } };
	}

	/* --- trades ----------------------------------------------------------- */

	/* The payer types the password: from here on there is a trade. */
	function open(v) {
		const t = trades[v.out_trade_no] || {
			out_trade_no: v.out_trade_no, amount: v.amount,
			description: v.description, notify_url: v.notify_url,
			expires: v.expires, state: 'WAIT_BUYER_PAY', refunded: 0,
			created: core.now(), trade_no: beijing(core.now()).slice(0, 10)
				.replaceAll('-', '') + '2200' +
				crypto.randomInt(1e9).toString().padStart(16, '0') };
		return put('alipay_trades', t.out_trade_no, t);
	}

	function pay(v) {
		const t = open(v);
		if (view(v) !== 'ask')
			return;
		t.state = 'TRADE_SUCCESS';
		t.paid = core.now();
		put('alipay_trades', t.out_trade_no, t);
		tell(t, 'TRADE_SUCCESS', {});
		setImmediate(core.notify.pump);
	}

	function shut(t) {
		t.state = 'TRADE_CLOSED';
		put('alipay_trades', t.out_trade_no, t);
	}

	const named = (t) => ({ out_trade_no: t.out_trade_no,
		trade_no: t.trade_no });

	function query(q) {
		const t = trades[q.out_trade_no];
		return t ? yes({ ...named(t), trade_status: t.state,
			total_amount: yuan(t.amount), buyer_logon_id: 'sim***@alipay.com',
			...(t.paid ? { send_pay_date: beijing(t.paid) } : {}) }) :
			no('ACQ.TRADE_NOT_EXIST');
	}

	function close(q) {
		const t = trades[q.out_trade_no];
		if (!t)
			return no('ACQ.TRADE_NOT_EXIST');
		if (t.state !== 'WAIT_BUYER_PAY')
			return no('ACQ.TRADE_STATUS_ERROR');
		shut(t);
		return yes(named(t));
	}

	/* --- refunds ------------------------------------------------------------ */

	function finish(f) {
		const t = trades[f.out_trade_no];
		f.done = core.now();
		t.refunded += f.amount;
		put('alipay_refunds', f.key, f);
		if (t.refunded === t.amount)
			shut(t);
		else
			put('alipay_trades', t.out_trade_no, t);
		tell(t, 'REFUND', { gmt_refund: `${beijing(f.done)}.000`,
			refund_fee: yuan(t.refunded), out_biz_no: f.out_request_no });
	}

	function refund(q, fault) {
		const t = trades[q.out_trade_no];
		const amount = fen(q.refund_amount);
		const key = `${q.out_trade_no} ${q.out_request_no}`;
		const old = refunds[key];
		if (!t)
			return no('ACQ.TRADE_NOT_EXIST');
		if (!t.paid)
			return no('ACQ.TRADE_STATUS_ERROR');
		if (mood().refund_result !== 'SUCCESS')
			return no('ACQ.TRADE_HAS_FINISHED');
		if (old && old.amount !== amount)
			return no('ACQ.DISCORDANT_REPEAT_REQUEST');
		if (!old && !(amount > 0 && t.refunded + amount <= t.amount))
			return no(t.state === 'TRADE_CLOSED' ? 'ACQ.TRADE_HAS_CLOSE' :
				'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL');
		const f = old || { key, out_trade_no: q.out_trade_no,
			out_request_no: q.out_request_no, amount, asked: core.now(),
			at: Date.now() };
		if (!old)
			put('alipay_refunds', key, f);
		if (!old && !fault.processing)
			finish(f);
		return yes({ ...named(t), fund_change: old || !f.done ? 'N' : 'Y',
			refund_fee: yuan(t.refunded) });
	}

	function refundQuery(q) {
		const f = refunds[`${q.out_trade_no} ${q.out_request_no}`];
		if (!trades[q.out_trade_no])
			return no('ACQ.TRADE_NOT_EXIST');
		return yes(f?.done ? { ...named(trades[f.out_trade_no]),
			out_request_no: f.out_request_no, refund_status: 'REFUND_SUCCESS',
			total_amount: yuan(trades[f.out_trade_no].amount),
			refund_amount: yuan(f.amount) } : {});
	}

	/* --- books ---------------------------------------------------------------- */

	const book = () => ({ seller: SELLER, trades, refunds });

	function bill(q) {
		const over = seconds(`${q.bill_date} 09:00:00`) + 86400;
		if (q.bill_type !== 'trade' || !(over > 0))
			return no('isv.invalid-arguments', '40002');
		if (mood().bill.status)
			return no('aop.unknow-error', '20000');
		if ((core.now() < over && !mood().bill.any) ||
			!books.file(q.bill_date, book(), mood().bill))
			return no('isp.bill_not_exist');
		return yes({ bill_download_url: `${core.here}${BILL}?` +
			new URLSearchParams({ bizDates: q.bill_date,
				downloadFileName: 'bill.csv.zip' }) });
	}

	function serveBill(req, res, url) {
		const file = books.file(url.searchParams.get('bizDates'), book(),
			mood().bill);
		res.writeHead(file ? 200 : 404, { 'Content-Type':
			'application/zip' });
		res.end(file);
	}

	/* --- the gateway ------------------------------------------------------------ */

	const api = {
		'alipay.trade.query': query,
		'alipay.trade.close': close,
		'alipay.trade.refund': refund,
		'alipay.trade.fastpay.refund.query': refundQuery,
		'alipay.data.dataservice.bill.downloadurl.query': bill,
	};

	function dispatch(p, fault) {
		let q;
		try {
			q = JSON.parse(p.biz_content);
		} catch {
			return no('isv.invalid-arguments', '40002');
		}
		return api[p.method] ? api[p.method](q, fault) :
			no('isv.invalid-method', '40002');
	}

	/* As Alipay writes it: slashes escaped, and a signature over the raw
	 * text of the answer alone. */
	function worded(p, body, fault) {
		const raw = JSON.stringify(body).replaceAll('/', '\\/');
		const key = fault.serial ? keys.other : keys.alipay;
		const signature = sign(fault.bad_signature ? raw + ' ' : raw,
			key.private);
		return `{"${p.method.replaceAll('.', '_')}_response":${raw}` +
			(fault.unsigned ? '}' : `,"sign":"${signature}"}`);
	}

	function serveApi(req, res, p) {
		const fault = core.faults.answer(`alipay ${p.method}`);
		const why = refusal(p);
		if (why)
			console.log(`refused ${p.method}: ${why}`);
		core.answer(req, why ? {} : fault,
			() => why ? JSON.stringify({ error_response: no(why, '40002') }) :
				worded(p, dispatch(p, fault), fault),
			(status) => ({ status }),
			(a) => {
				res.writeHead(a.status || 200, {
					Date: new Date(core.now() * 1000).toUTCString(),
					'Content-Type': 'application/json;charset=utf-8' });
				res.end(a.status ? '' : a);
			});
	}

	/* --- the payer's pages --------------------------------------------------------- */

	const products = {
		'alipay.trade.wap.pay': 'QUICK_WAP_WAY',
		'alipay.trade.page.pay': 'FAST_INSTANT_TRADE_PAY',
	};

	/* Browsers bring the order that we signed. */
	function visit(p) {
		const why = refusal(p);
		const q = why ? {} : JSON.parse(p.biz_content);
		if (why)
			return [why];
		if (!/^[0-9A-Za-z_]{1,64}$/.test(q.out_trade_no || '') ||
			fen(q.total_amount) <= 0 || !q.subject ||
			/[/=&]/.test(q.subject) || !p.notify_url ||
			q.product_code !== products[p.method] ||
			!(seconds(q.time_expire || '') > 0))
			return ['isv.invalid-arguments'];
		const old = visits[q.out_trade_no];
		if (old && old.amount !== fen(q.total_amount))
			return ['ACQ.CONTEXT_INCONSISTENT'];
		const v = { id: old?.id || crypto.randomBytes(16).toString('hex'),
			out_trade_no: q.out_trade_no, amount: fen(q.total_amount),
			description: q.subject, expires: seconds(q.time_expire),
			notify_url: p.notify_url, return_url: p.return_url,
			quit_url: q.quit_url };
		sessions.set(v.id, v);
		return [null, put('alipay_visits', v.out_trade_no, v)];
	}

	function serveVisit(res, p) {
		const [why, v] = visit(p);
		if (why)
			console.log(`refused ${p.method}: ${why}`);
		res.writeHead(why ? 400 : 302, why ?
			{ 'Content-Type': 'text/plain' } :
			{ Location: `${core.browsers}${PAGE}?id=${v.id}` });
		res.end(why ? `${why}\n` : '');
	}

	function view(v) {
		const t = trades[v.out_trade_no];
		if (t?.paid)
			return 'paid';
		if (t && t.state !== 'WAIT_BUYER_PAY')
			return 'closed';
		return core.now() >= v.expires ? 'expired' : 'ask';
	}

	/* Signed like a notice, and worth nothing to the merchant. */
	function back(v) {
		const to = new URL(v.return_url);
		const p = { app_id: APP, auth_app_id: APP, charset: 'utf-8',
			method: 'alipay.trade.wap.pay.return', seller_id: SELLER,
			out_trade_no: v.out_trade_no, version: '1.0',
			trade_no: trades[v.out_trade_no].trade_no,
			total_amount: yuan(v.amount), timestamp: beijing(core.now()) };
		p.sign = sign(text(p), keys.alipay.private);
		p.sign_type = 'RSA2';
		Object.entries(p).forEach(([k, s]) => to.searchParams.set(k, s));
		return to.href;
	}

	function servePage(req, res, url, body) {
		const v = sessions.get(url.searchParams.get('id'));
		const action = req.method === 'POST' &&
			new URLSearchParams(body).get('action');
		if (v && action === 'pay')
			pay(v);
		const to = v && (action === 'pay' && view(v) === 'paid' &&
			v.return_url ? back(v) : action === 'cancel' &&
			(v.quit_url || v.return_url));
		if (to) {
			res.writeHead(303, { Location: to });
			res.end();
			return;
		}
		const query = new URLSearchParams(url.searchParams);
		if (v?.return_url)
			query.set('redirect_url', v.return_url);
		res.writeHead(v ? 200 : 404, {
			'Content-Type': 'text/html; charset=utf-8',
			'Cache-Control': 'no-store',
			'X-Content-Type-Options': 'nosniff' });
		res.end(render(v ? view(v) : '', v, query,
			req.headers['accept-language']));
	}

	function serveGateway(req, res, url, body) {
		const p = Object.fromEntries([...url.searchParams,
			...new URLSearchParams(req.method === 'POST' ? body : '')]);
		if (products[p.method])
			serveVisit(res, p);
		else
			serveApi(req, res, { ...p, method: p.method || '' });
	}

	const addresses = { [GATEWAY]: serveGateway, [PAGE]: servePage,
		[BILL]: serveBill };

	return {
		name: 'alipay',
		retries: [240, 600, 600, 3600, 7200, 21600, 54000],
		serve(req, res, url, body) {
			addresses[url.pathname]?.(req, res, url, body);
			return url.pathname in addresses;
		},
		word,
		taken: (status, said) => status === 200 && said === 'success',
		spoil(content, amount) {
			content.total_amount = yuan(amount);
		},
		probe: () => ({ id: crypto.randomUUID(), type: 'TRADE_SUCCESS',
			content: { app_id: APP, seller_id: SELLER, out_trade_no: 'probe',
				trade_no: 'probe', trade_status: 'TRADE_SUCCESS',
				total_amount: '0.01' },
			url: core.options.notify?.replace(/wechat$/, 'alipay') }),
		tick() {
			for (const t of Object.values(trades))
				if (t.state === 'WAIT_BUYER_PAY' && core.now() >= t.expires)
					shut(t);
			for (const f of Object.values(refunds))
				if (!f.done && Date.now() - f.at >=
					1000 * mood().refund_seconds)
					finish(f);
		},
		/* { "provider": "alipay", "pay" or "open": NUMBER }: the payer
		 * who holds that order pays, or comes as far as the password. */
		control(q) {
			if (q.provider === 'alipay' && visits[q.pay])
				pay(visits[q.pay]);
			if (q.provider === 'alipay' && visits[q.open])
				open(visits[q.open]);
			return q.quiet ? {} : { alipay: { visits, trades, refunds } };
		},
	};
};

module.exports.load = load;
