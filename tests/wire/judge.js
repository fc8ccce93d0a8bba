'use strict';
/*
 * Our simulator judged by wechatpay-axios-plugin as a merchant's client,
 * which verifies every answer: what the C client learns from the simulator
 * is then what it would learn from WeChat Pay.
 *   node judge.js KEYS PORT
 * Prints a line for each case, "ok NAME" or "not NAME: why".
 */
const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const zlib = require('node:zlib');
const { X509Certificate, createHash } = require('node:crypto');
const { Formatter, Wechatpay, Aes: { AesGcm } } =
	require('wechatpay-axios-plugin');

const [dir, port] = process.argv.slice(2);
const base = `http://127.0.0.1:${port}`;
const read = (name) => fs.readFileSync(path.join(dir, name));
const serial = (name) => new X509Certificate(read(name)).serialNumber;
const publicId = /wechat_public_key_id = (.*)/.exec(read('wechat.conf'))[1];
const api = read('apiv3.key').toString();

const client = (certs) => new Wechatpay({ mchid: '1900000001',
	serial: serial('merchant.crt'), privateKey: read('merchant.key'), certs,
	baseURL: base });
const platform = { [serial('platform.crt')]: read('platform.crt') };
const wx = client({ ...platform, [publicId]: read('public.pem') });
const at = { baseURL: base };

const order = (number, more) => ({ appid: 'wx0000000000000001',
	mchid: '1900000001', description: '图像采集', out_trade_no: number,
	notify_url: 'https://127.0.0.1:9/n', amount: { total: 2000,
		currency: 'CNY' }, ...more });
const scene = { scene_info: { payer_client_ip: '192.0.2.1',
	h5_info: { type: 'Wap' } } };

async function control(q) {
	const r = await fetch(`${base}/control`, { method: 'POST',
		body: JSON.stringify(q) });
	return r.json();
}

const call = (method, url, body) => wx.chain(url)[method](
	...(body ? [body] : []), at);
const refused = (p, code) => assert.rejects(p, (e) =>
	e.response?.data?.code === code);

async function openid() {
	const first = await fetch(`${base}/connect/oauth2/authorize?` +
		new URLSearchParams({ appid: 'wx0000000000000001',
			redirect_uri: 'https://x.example/back', response_type: 'code',
			scope: 'snsapi_base', state: 'abc' }), { redirect: 'manual' });
	const to = new URL(first.headers.get('location'));
	assert.equal(to.searchParams.get('state'), 'abc');
	const r = await fetch(`${base}/sns/oauth2/access_token?` +
		new URLSearchParams({ appid: 'wx0000000000000001',
			secret: read('secret.key').toString(),
			code: to.searchParams.get('code'),
			grant_type: 'authorization_code' }));
	return (await r.json()).openid;
}

const today = () => new Date(Date.now() + 8 * 3600e3).toISOString()
	.slice(0, 10);

const cases = {
	async h5() {
		const r = await call('post', 'v3/pay/transactions/h5',
			order('judge001', scene));
		assert.match(r.data.h5_url, /^http.*prepay_id=/);
	},
	async native() {
		const r = await call('post', 'v3/pay/transactions/native',
			order('judge002'));
		assert.ok(r.data.code_url);
	},
	async jsapi() {
		const r = await call('post', 'v3/pay/transactions/jsapi',
			order('judge003', { payer: { openid: await openid() } }));
		assert.match(r.data.prepay_id, /^wx/);
	},
	'jsapi, an openid that nobody was given': () => refused(
		call('post', 'v3/pay/transactions/jsapi',
			order('judge004', { payer: { openid: 'oX' } })),
		'PARAM_ERROR'),
	'a number in another way': () => refused(
		call('post', 'v3/pay/transactions/native', order('judge001')),
		'OUT_TRADE_NO_USED'),
	'a number with another amount': () => refused(
		call('post', 'v3/pay/transactions/h5', order('judge001',
			{ ...scene, amount: { total: 1, currency: 'CNY' } })),
		'OUT_TRADE_NO_USED'),
	async 'query, paid'() {
		await control({ pay: 'judge001' });
		const r = await call('get', 'v3/pay/transactions/out-trade-no/' +
			'judge001?mchid=1900000001');
		assert.equal(r.data.trade_state, 'SUCCESS');
		assert.equal(r.data.amount.total, 2000);
	},
	'close of a paid one': () => refused(call('post',
		'v3/pay/transactions/out-trade-no/judge001/close',
		{ mchid: '1900000001' }), 'ORDERPAID'),
	async 'close, an empty answer'() {
		const r = await call('post',
			'v3/pay/transactions/out-trade-no/judge002/close',
			{ mchid: '1900000001' });
		assert.equal(r.status, 204);
	},
	async refund() {
		const r = await call('post', 'v3/refund/domestic/refunds', {
			out_trade_no: 'judge001', out_refund_no: 'judge001r',
			reason: 'late', amount: { refund: 2000, total: 2000,
				currency: 'CNY' } });
		assert.equal(r.data.status, 'PROCESSING');
	},
	'a refund beyond the payment': () => refused(call('post',
		'v3/refund/domestic/refunds', { out_trade_no: 'judge001',
			out_refund_no: 'judge001s', reason: 'late',
			amount: { refund: 1, total: 2000, currency: 'CNY' } }),
	'INVALID_REQUEST'),
	async certificates() {
		const r = await call('get', 'v3/certificates');
		const c = r.data.data[0].encrypt_certificate;
		assert.equal(AesGcm.decrypt(c.ciphertext, api, c.nonce,
			c.associated_data).toString(), read('platform.crt').toString());
	},
	async 'the key that is asked for'() {
		const only = client({ [publicId]: read('public.pem') });
		await only.v3.certificates.get({ ...at,
			headers: { 'Wechatpay-Serial': publicId } });
		await assert.rejects(only.v3.certificates.get(at));
	},
	'a bill before ten': () => refused(call('get', 'v3/bill/tradebill?' +
		`bill_date=${today()}&bill_type=ALL`), 'STATEMENT_CREATING'),
	async 'a bill'() {
		await control({ bill: { any: true } });
		const r = await call('get', 'v3/bill/tradebill?bill_date=' +
			`${today()}&bill_type=ALL&tar_type=GZIP`);
		const file = await wx.chain(
			r.data.download_url.slice(base.length + 1)).get({ ...at,
			responseType: 'arraybuffer', transformResponse: [] });
		const text = zlib.gunzipSync(file.data);
		assert.equal(createHash('sha1').update(text).digest('hex'),
			r.data.hash_value);
		const { rows, summary } = Formatter.castCsvBill(text);
		assert.deepEqual(rows.map((x) => [x['商户订单号'], x['交易状态'],
			x['订单金额'], x['申请退款金额']]), [
			['judge001', 'SUCCESS', '20.00', '0.00'],
			['judge001', 'REFUND', '0.00', '20.00']]);
		assert.equal(summary['总交易单数'], '2');
		assert.equal(summary['申请退款总金额'], '20.00');
	},
	async 'faults are faults'() {
		for (const fault of ['bad_signature', 'stale', 'unsigned', 'probe']) {
			await control({ answer: { [fault]: true } });
			await assert.rejects(call('get', 'v3/certificates'), Error,
				fault);
		}
		await control({ answer: { serial: 'ABCDEF' } });
		await assert.rejects(call('get', 'v3/certificates'));
	},
};

(async () => {
	let bad = 0;
	for (const [name, run] of Object.entries(cases))
		try {
			await run();
			console.log(`ok ${name}`);
		} catch (e) {
			bad++;
			console.log(`not ${name}: ${e.message}`);
		}
	await control({ reset: true });
	process.exit(bad ? 1 : 0);
})();
