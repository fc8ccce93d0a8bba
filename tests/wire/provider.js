'use strict';
/*
 * WeChat Pay played with wechatpay-axios-plugin: an implementation that
 * shares nothing with our client or our simulator.
 *   node provider.js KEYS PORT
 * KEYS is a directory made by tools/simulator_keys.js, plus next.key/.crt:
 * the certificate that only /v3/certificates knows of. How an answer is
 * spoiled stands at the beginning of the order number. Each request is
 * logged with the plugin's judgement of our signature, and with that of
 * wechatpay-node-v3, which must make the very same one. Bills are named by
 * their day: see bill().
 */
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const zlib = require('node:zlib');
const { X509Certificate, createHash } = require('node:crypto');
const { Formatter, Rsa, Aes: { AesGcm } } = require('wechatpay-axios-plugin');
const Second = require('wechatpay-node-v3');

const [dir, port] = process.argv.slice(2);
const read = (name) => fs.readFileSync(path.join(dir, name));
const serial = (name) => new X509Certificate(read(name)).serialNumber;
const api = read('apiv3.key').toString();
const publicId = /wechat_public_key_id = (.*)/.exec(read('wechat.conf'))[1];

const second = new Second({ appid: 'wx0000000000000001', mchid: '1900000001',
	serial_no: serial('merchant.crt'), publicKey: read('merchant.crt'),
	privateKey: read('merchant.key'), key: api });

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
	if (number.startsWith('other'))
		return [200, transaction('paid0001', 'SUCCESS')];
	return number.includes('none') ? error(404, 'ORDER_NOT_EXIST') :
		[200, transaction(number, 'NOTPAY')];
}

const BILL = fs.readFileSync(path.join(__dirname, 'bill.csv'));

/* The last digit of the day says what is wrong with the bill of it. */
function bill(url) {
	const day = Number(/bill_date=2026-06-\d(\d)&/.exec(url)?.[1]);
	const sum = createHash('sha1').update(BILL).digest('hex');
	if (day === 1)
		return error(400, 'NO_STATEMENT_EXIST');
	if (day === 2)
		return error(400, 'STATEMENT_CREATING');
	return [200, { hash_type: day === 5 ? 'MD5' : 'SHA1',
		hash_value: day === 3 ? '0'.repeat(40) : sum.toUpperCase(),
		download_url: day === 6 ? 'https://evil.example/x' :
			`https://api.example/v3/billdownload/file?token=${day}` }];
}

/* Not signed, as the real one. */
function billFile(url) {
	const day = Number(/token=(\d)/.exec(url)[1]);
	const file = zlib.gzipSync(BILL);
	return day === 4 ? file.subarray(0, -20) : day === 7 ? BILL : file;
}

function work(method, url, q) {
	const trade = /out-trade-no\/(\w+)(\/close)?(\?mchid=1900000001)?$/
		.exec(url);
	const back = /refunds\/(\w+)$/.exec(url);
	if (url === '/v3/certificates')
		return [200, { data: [certificate('platform.crt'),
			certificate('next.crt')] }];
	if (url.startsWith('/v3/bill/tradebill?'))
		return bill(url);
	if (url === '/v3/pay/transactions/native')
		return [200, { code_url: 'weixin://wxpay/bizpayurl?pr=p4lpSuKzz' }];
	if (url === '/v3/pay/transactions/jsapi')
		return q.out_trade_no.includes('used') ?
			error(400, 'OUT_TRADE_NO_USED') :
			[200, { prepay_id: 'wx201410272009395522657a690389285100' }];
	if (url === '/v3/pay/transactions/h5')
		return q.out_trade_no.includes('paid') ? error(400, 'ORDERPAID') :
			[200, { h5_url: 'https://wx.example/pay?prepay_id=1&package=2' }];
	if (trade && trade[2] && method === 'POST')
		return trade[1].includes('paid') ? error(400, 'ORDERPAID') : [204];
	if (trade && trade[3])
		return query(trade[1]);
	if (url.endsWith('/refunds'))
		return [200, { out_refund_no: q.out_refund_no.replace('mine', 'his'),
			amount: q.amount,
			status: q.out_refund_no.includes('done') ? 'SUCCESS' :
				'PROCESSING' }];
	if (back)
		return back[1].includes('none') ?
			error(404, 'RESOURCE_NOT_EXISTS') :
			[200, { out_refund_no: back[1],
				amount: { refund: back[1].includes('less') ? 1 : 2000,
					total: 2000, currency: 'CNY' },
				status: back[1].includes('bad') ? 'ABNORMAL' :
					'SUCCESS' }];
	return error(404, 'RESOURCE_NOT_EXISTS');
}

/* wish: the serial number of the key that the merchant asks for. */
function signed(text, how, wish) {
	const name = Object.keys(signers).find((s) => how.startsWith(s)) ||
		(how.startsWith('wish') &&
			(wish === publicId ? 'public' : 'nobody'));
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

/* Whether node-v3 makes the same signature of it. */
const same = (req, body, p) => second.getSignature(req.method, p.nonce_str,
	p.timestamp, req.url, body) === p.signature;

/* Whether both accept our request. */
function good(req, body) {
	const [scheme] = (req.headers.authorization || '').split(' ');
	const p = Object.fromEntries([...(req.headers.authorization || '')
		.matchAll(/(\w+)="([^"]*)"/g)].map((m) => [m[1], m[2]]));
	return scheme === 'WECHATPAY2-SHA256-RSA2048' &&
		p.mchid === '1900000001' && p.serial_no === serial('merchant.crt') &&
		Math.abs(Formatter.timestamp() - p.timestamp) < 300 &&
		Boolean(req.headers['user-agent']) &&
		req.headers.accept === 'application/json' &&
		same(req, body, p) && Rsa.verify(Formatter.request(req.method, req.url, p.timestamp,
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
		if (req.url.startsWith('/v3/billdownload/')) {
			res.writeHead(200);
			res.end(billFile(req.url));
			return;
		}
		const [status, answer] = work(req.method, req.url,
			body ? JSON.parse(body) : null);
		const number = /([\w-]+)(\/close)?(\?.*)?$/.exec(
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
				...signed(text, how, req.headers['wechatpay-serial']) });
			res.end(text);
		}, how.startsWith('slow') ? 1500 : 0);
	});
}).listen(Number(port), '127.0.0.1');
