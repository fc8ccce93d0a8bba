'use strict';
/*
 * WeChat Pay played with wechatpay-axios-plugin: an implementation that
 * shares nothing with our client or our simulator.
 *   node provider.js KEYS PORT
 * KEYS is a directory made by tools/simulator_keys.js, plus next.key/.crt:
 * the certificate that only /v3/certificates knows of. How an answer is
 * spoiled stands at the beginning of the order number. Each request is
 * logged with the plugin's judgement of our signature.
 */
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const { X509Certificate } = require('node:crypto');
const { Formatter, Rsa, Aes: { AesGcm } } = require('wechatpay-axios-plugin');

const [dir, port] = process.argv.slice(2);
const read = (name) => fs.readFileSync(path.join(dir, name));
const serial = (name) => new X509Certificate(read(name)).serialNumber;
const api = read('apiv3.key').toString();
const publicId = /wechat_public_key_id = (.*)/.exec(read('wechat.conf'))[1];

const signers = {
	platform: { serial: serial('platform.crt'), key: read('platform.key') },
	public: { serial: publicId, key: read('public.key') },
	next: { serial: serial('next.crt'), key: read('next.key') },
	nobody: { serial: '5157F09EFDC096DE15EBE81A47057A7232F1B8E1',
		key: read('platform.key') },
};

const transaction = (number, state) => ({
	appid: 'wx0000000000000001', mchid: '1900000001', out_trade_no: number,
	trade_state: state, amount: { total: 2000, currency: 'CNY' },
	...(state === 'SUCCESS' ? { transaction_id: '4200' + number,
		success_time: '2026-11-22T20:00:00+08:00' } : {}),
});

const error = (status, code) => [status, { code, message: code }];

function certificate(name) {
	const nonce = Formatter.nonce(12);
	return { serial_no: serial(name),
		effective_time: '2026-01-01T00:00:00+08:00',
		expire_time: '2031-01-01T00:00:00+08:00',
		encrypt_certificate: { algorithm: 'AEAD_AES_256_GCM', nonce,
			associated_data: 'certificate',
			ciphertext: AesGcm.encrypt(read(name).toString(), api, nonce,
				'certificate') } };
}

function query(number) {
	for (const [part, state] of [['paid', 'SUCCESS'], ['closed', 'CLOSED'],
		['refund', 'REFUND'], ['odd', 'HITCHHIKER']])
		if (number.includes(part))
			return [200, transaction(number, state)];
	return number.includes('none') ? error(404, 'ORDER_NOT_EXIST') :
		[200, transaction(number, 'NOTPAY')];
}

function work(method, url, q) {
	const trade = /out-trade-no\/(\w+)(\/close)?(\?mchid=1900000001)?$/
		.exec(url);
	const back = /refunds\/(\w+)$/.exec(url);
	if (url === '/v3/certificates')
		return [200, { data: [certificate('platform.crt'),
			certificate('next.crt')] }];
	if (url === '/v3/pay/transactions/h5')
		return q.out_trade_no.includes('paid') ? error(400, 'ORDERPAID') :
			[200, { h5_url: 'https://wx.example/pay?prepay_id=1&package=2' }];
	if (trade && trade[2] && method === 'POST')
		return trade[1].includes('paid') ? error(400, 'ORDERPAID') : [204];
	if (trade && trade[3])
		return query(trade[1]);
	if (url.endsWith('/refunds'))
		return [200, { out_refund_no: q.out_refund_no,
			amount: q.amount,
			status: q.out_refund_no.includes('done') ? 'SUCCESS' :
				'PROCESSING' }];
	if (back)
		return back[1].includes('none') ?
			error(404, 'RESOURCE_NOT_EXISTS') :
			[200, { out_refund_no: back[1],
				amount: { refund: 2000, total: 2000, currency: 'CNY' },
				status: back[1].includes('bad') ? 'ABNORMAL' :
					'SUCCESS' }];
	return error(404, 'RESOURCE_NOT_EXISTS');
}

function signed(text, how) {
	const name = Object.keys(signers).find((s) => how.startsWith(s));
	const signer = signers[name || 'platform'];
	const timestamp = String(Formatter.timestamp() -
		(how.startsWith('stale') ? 301 : 0));
	const nonce = Formatter.nonce();
	const judged = how.startsWith('badsig') ? text + ' ' : text;
	if (how.startsWith('unsigned'))
		return {};
	return { 'Wechatpay-Timestamp': timestamp, 'Wechatpay-Nonce': nonce,
		'Wechatpay-Serial': signer.serial,
		'Wechatpay-Signature': (how.startsWith('probe') ?
			'WECHATPAY/SIGNTEST/' : '') +
			Rsa.sign(Formatter.response(timestamp, nonce, judged),
				signer.key) };
}

/* Whether the plugin accepts our request. */
function good(req, body) {
	const [scheme] = (req.headers.authorization || '').split(' ');
	const p = Object.fromEntries([...(req.headers.authorization || '')
		.matchAll(/(\w+)="([^"]*)"/g)].map((m) => [m[1], m[2]]));
	return scheme === 'WECHATPAY2-SHA256-RSA2048' &&
		p.mchid === '1900000001' && p.serial_no === serial('merchant.crt') &&
		Math.abs(Formatter.timestamp() - p.timestamp) < 300 &&
		Boolean(req.headers['user-agent']) &&
		req.headers.accept === 'application/json' &&
		Rsa.verify(Formatter.request(req.method, req.url, p.timestamp,
			p.nonce_str, body), p.signature || '',
		Rsa.from(new X509Certificate(read('merchant.crt')).publicKey
			.export({ type: 'spki', format: 'pem' }),
		Rsa.KEY_TYPE_PUBLIC));
}

http.createServer((req, res) => {
	let body = '';
	req.setEncoding('utf8');
	req.on('data', (d) => { body += d; });
	req.on('end', () => {
		const ok = good(req, body);
		console.log(`${ok ? 'good' : 'BAD'} ${req.method} ${req.url} ${body}`);
		if (!ok) {
			res.writeHead(401);
			res.end('{"code":"SIGN_ERROR"}');
			return;
		}
		const [status, answer] = work(req.method, req.url,
			body ? JSON.parse(body) : null);
		const number = /(\w+)(\/close)?(\?.*)?$/.exec(
			body.includes('out_trade_no') ?
				JSON.parse(body).out_trade_no : req.url)[1];
		/* The list of certificates is signed with one that it brings. */
		const how = req.url === '/v3/certificates' ? 'next' : number;
		let text = answer ? JSON.stringify(answer) : '';
		if (how.startsWith('huge'))
			text = JSON.stringify({ ...answer, pad: 'x'.repeat(70000) });
		if (how.startsWith('notjson'))
			text = 'hello';
		setTimeout(() => {
			res.writeHead(status, { 'Content-Type': 'application/json',
				...signed(text, how) });
			res.end(text);
		}, how.startsWith('slow') ? 1500 : 0);
	});
}).listen(Number(port), '127.0.0.1');
