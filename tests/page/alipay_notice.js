'use strict';
/*
 * A notice of Alipay, as a form:
 *   node alipay_notice.js KEYS OPTIONS > body
 * KEYS is the simulator's directory. OPTIONS (JSON): fields, which replace or
 * add some (null: left out); twice: the name of one that comes two times; and
 * how the signature is wrong: bad_signature, keep_sign_type, sha1, unsigned,
 * or key, the name of another one. Standard error has alipay-sdk's judgement:
 * "true" or "false".
 */
const fs = require('node:fs');
const path = require('node:path');
const crypto = require('node:crypto');
const { AlipaySdk } = require('alipay-sdk');

const [dir, json] = process.argv.slice(2);
const o = JSON.parse(json);
const read = (name) => fs.readFileSync(path.join(dir, name), 'utf8');
const bare = (pem) => pem.replace(/-----[^-]+-----/g, '').replace(/\s/g, '');

const now = new Date(Date.now() + 8 * 3600 * 1000).toISOString()
	.slice(0, 19).replace('T', ' ');
const p = {
	notify_time: now, notify_type: 'trade_status_sync',
	notify_id: '2026112300222060102078101412345678', charset: 'utf-8',
	version: '1.0', sign_type: 'RSA2', app_id: '2021000000000001',
	auth_app_id: '2021000000000001', seller_id: '2088000000000001',
	seller_email: 'school@example.com', buyer_id: '2088000000000002',
	buyer_logon_id: '137****2222', subject: '毕业生图像采集 20%+x',
	trade_no: '2026112322001400000000000001', trade_status: 'TRADE_SUCCESS',
	total_amount: '20.00', receipt_amount: '20.00',
	fund_bill_list: '[{"amount":"20.00","fundChannel":"ALIPAYACCOUNT"}]',
	gmt_create: now, gmt_payment: now, ...o.fields,
};
for (const name of Object.keys(p))
	if (p[name] === null)
		delete p[name];

const text = Object.keys(p).filter((k) => k !== 'sign_type' ||
	o.keep_sign_type).sort().map((k) => `${k}=${p[k]}`).join('&');
p.sign = crypto.sign(o.sha1 ? 'sha1' : 'sha256',
	Buffer.from(o.bad_signature ? text + ' ' : text),
	read(`${o.key || 'alipay'}.key`)).toString('base64');
if (o.unsigned)
	delete p.sign;

const sdk = new AlipaySdk({ appId: p.app_id || 'none', keyType: 'PKCS8',
	privateKey: bare(read('alipay-app.key')),
	alipayPublicKey: bare(read('alipay.pub')) });
console.error(String(sdk.checkNotifySignV2({ ...p })));

const form = new URLSearchParams(p);
if (o.twice)
	form.append(o.twice, p[o.twice]);
process.stdout.write(o.body ?? form.toString());
