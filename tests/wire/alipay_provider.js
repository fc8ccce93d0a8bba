'use strict';
/*
 * Alipay's gateway for tests, apart from our client and our simulator:
 *   node alipay_provider.js KEYS PORT
 * What is in an order's number says what the gateway knows of it; how an
 * answer is spoiled stands at its beginning. Each request is logged with
 * alipay-sdk's judgement of our signature, and each good answer was accepted
 * by alipay-sdk first.
 */
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const crypto = require('node:crypto');
const { AlipaySdk } = require('alipay-sdk');

const [dir, port] = process.argv.slice(2);
const read = (name) => fs.readFileSync(path.join(dir, name), 'utf8');
const bare = (pem) => pem.replace(/-----[^-]+-----/g, '').replace(/\s/g, '');
const make = (key, pub) => new AlipaySdk({ appId: '2021000000000001',
	keyType: 'PKCS8', privateKey: bare(read(key)),
	alipayPublicKey: bare(read(pub)) });
const gateway = make('alipay.key', 'alipay-app.pub');
const merchant = make('alipay-app.key', 'alipay.pub');

const yes = (q, more) => ({ code: '10000', msg: 'Success',
	out_trade_no: q.out_trade_no, ...more });
const no = (sub, code = '40004') => ({ code, msg: 'Business Failed',
	sub_code: sub, sub_msg: '交易不存在/"sign":"x"' });

const states = { paid: 'TRADE_SUCCESS', finished: 'TRADE_FINISHED',
	closed: 'TRADE_CLOSED', refunded: 'TRADE_CLOSED', odd: 'TRADE_PENDING' };

function query(q) {
	const n = q.out_trade_no;
	const name = Object.keys(states).find((k) => n.includes(k));
	if (n.includes('none'))
		return no('ACQ.TRADE_NOT_EXIST');
	return yes(q, { trade_no: n.includes('nonumber') ? undefined :
		`2026${n}`, trade_status: states[name] || 'WAIT_BUYER_PAY',
	total_amount: n.includes('money') ? '20.001' : '20.00',
	subject: '"sign":"AAAA","alipay_trade_query_response":{}',
	...(/paid|finished|refunded/.test(n) && !n.includes('nodate') ?
		{ send_pay_date: '2026-11-22 20:00:00' } : {}) });
}

const api = {
	'alipay.trade.query': query,
	'alipay.trade.close': (q) => q.out_trade_no.includes('none') ?
		no('ACQ.TRADE_NOT_EXIST') : /paid|closed|stuck/.test(q.out_trade_no) ?
			no('ACQ.TRADE_STATUS_ERROR') : yes(q, {}),
	'alipay.trade.refund': (q) => {
		const n = q.out_trade_no;
		if (n.includes('poor'))
			return no('ACQ.SELLER_BALANCE_NOT_ENOUGH');
		if (n.includes('old'))
			return no('ACQ.TRADE_HAS_FINISHED');
		return yes(q, { fund_change: n.includes('again') ? 'N' : 'Y',
			refund_fee: q.refund_amount });
	},
	'alipay.trade.fastpay.refund.query': (q) => {
		const n = q.out_trade_no;
		if (n.includes('none'))
			return no('ACQ.TRADE_NOT_EXIST');
		return n.includes('empty') ? { code: '10000', msg: 'Success' } :
			yes(q, { out_request_no: q.out_request_no,
				refund_amount: n.includes('less') ? '1.00' : '20.00',
				...(n.includes('under') ? {} :
					{ refund_status: 'REFUND_SUCCESS' }) });
	},
	'alipay.data.dataservice.bill.downloadurl.query': (q) =>
		({ code: '10000', msg: 'Success', bill_download_url:
			`http://127.0.0.1:${port}/bill/${q.bill_date}` }),
};

const sign = (s, key) =>
	crypto.sign('sha256', Buffer.from(s), read(key)).toString('base64');

/* How an answer may be worded: text of the node, its signature, all of it. */
const spoils = {
	badsig: (node, raw) => [raw, sign(raw + ' ', 'alipay.key')],
	otherkey: (node, raw) => [raw, sign(raw, 'alipay-other.key')],
	ourkey: (node, raw) => [raw, sign(raw, 'alipay-app.key')],
	unsigned: (node, raw) => [raw, null],
	sha1: (node, raw) => [raw, crypto.sign('sha1', Buffer.from(raw),
		read('alipay.key')).toString('base64')],
	whole: (node, raw) => [raw, sign(`{"${node}":${raw}}`, 'alipay.key')],
	tampered: (node, raw) => [raw.replace('20.00', '0.01'),
		sign(raw, 'alipay.key')],
};

const frames = {
	signfirst: (node, raw, s) => `{ "sign" : "${s}" ,\n "${node}" : ${raw} }`,
	twice: (node, raw, s) => `{"${node}":${raw},"${node}":${raw},"sign":"${s}"}`,
	inner: (node, raw, s) => `{"x":{"${node}":${raw},"sign":"${s}"}}`,
	cut: (node, raw, s) => `{"${node}":${raw},"sign":"${s}`,
	othernode: (node, raw, s) => `{"alipay_trade_x_response":${raw},"sign":"${s}"}`,
	error: () => '{"error_response":{"code":"40002","msg":"Invalid Arguments",' +
		'"sub_code":"isv.invalid-signature"}}',
	notjson: () => 'hello',
	list: () => '[]',
	huge: (node, raw, s) => `{"${node}":${raw},"sign":"${s}","pad":"` +
		`${'x'.repeat(300000)}"}`,
	escaped: (node, raw, s) => `{"${node}":${raw},"sign":` +
		`"${s.replaceAll('/', '\\/')}"}`,
};

const begins = (table, number) =>
	table[Object.keys(table).find((k) => number.startsWith(k))];

function worded(method, number, body) {
	const node = `${method.replaceAll('.', '_')}_response`;
	const raw = JSON.stringify(body).replaceAll('/', '\\/');
	const spoil = begins(spoils, number);
	const frame = begins(frames, number);
	const [said, signature] = spoil ? spoil(node, raw) :
		[raw, sign(raw, 'alipay.key')];
	if (frame)
		return frame(node, said, signature);
	if (number.startsWith('renewed'))
		return `{"${node}":${raw},"alipay_cert_sn":"${'0'.repeat(32)}",` +
			`"sign":"${sign(raw, 'alipay-other.key')}"}`;
	const text = signature ? `{"${node}":${said},"sign":"${signature}"}` :
		`{"${node}":${said}}`;
	if (!spoil)
		merchant.checkResponseSign(text, node, signature, '');
	return text;
}

function spoilBody(number, method, body) {
	if (number.startsWith('swapped'))
		return { ...body, out_trade_no: 'another' };
	if (number.startsWith('later'))
		return no('aop.unknow-error', '20000');
	if (number.startsWith('nosub'))
		return { code: '40004', msg: 'Business Failed' };
	return body;
}

/* Whether alipay-sdk accepts our request. */
function good(p) {
	const { sign: signature, ...rest } = p;
	const text = Object.keys(rest).sort().map((k) => `${k}=${rest[k]}`)
		.join('&');
	return p.app_id === '2021000000000001' && p.sign_type === 'RSA2' &&
		p.charset === 'utf-8' && p.version === '1.0' &&
		Object.values(rest).every((v) => v !== '') &&
		/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(p.timestamp) &&
		gateway.rsaCheck(text, signature || '', 'RSA2');
}

function answer(res, body) {
	const p = Object.fromEntries(new URLSearchParams(body));
	const ok = good(p);
	const q = JSON.parse(p.biz_content || '{}');
	const number = q.out_trade_no || '';
	console.log(`${ok ? 'good' : 'BAD'} ${p.method} ${p.biz_content}`);
	setTimeout(() => {
		res.writeHead(number.startsWith('status') ? 502 : 200, {
			'Content-Type': 'application/json;charset=utf-8',
			...(number.startsWith('clock') ? { Date:
				new Date(Date.now() - 400000).toUTCString() } : {}) });
		res.end(worded(p.method, number, spoilBody(number, p.method,
			api[p.method](q))));
	}, number.startsWith('slow') ? 1500 : 0);
}

http.createServer((req, res) => {
	let body = '';
	req.setEncoding('utf8');
	req.on('data', (d) => { body += d; });
	req.on('end', () => {
		const file = /^\/bill\/([\w-]+)$/.exec(req.url)?.[1];
		if (file) {
			const at = path.join(dir, `${file}.zip`);
			res.writeHead(fs.existsSync(at) ? 200 : 404);
			res.end(fs.existsSync(at) ? fs.readFileSync(at) : 'none');
		} else if (req.method === 'POST') {
			answer(res, body);
		} else {
			res.end();
		}
	});
}).listen(Number(port), '127.0.0.1');
