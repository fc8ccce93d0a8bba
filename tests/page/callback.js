'use strict';
/*
 * A callback of WeChat Pay made with wechatpay-axios-plugin, which shares
 * nothing with our client or our simulator:
 *   node callback.js KEYS OPTIONS > body
 * KEYS is the simulator's directory. Prints the headers on standard error,
 * "Name: value" lines. OPTIONS (JSON): id, type, resource, and what is to be
 * wrong: stale, probe, bad_signature, serial, newer, associated, key, body.
 * GP_SHIFT in the environment moves its clock, in seconds.
 */
const fs = require('node:fs');
const path = require('node:path');
const { execFileSync } = require('node:child_process');
const { Formatter, Rsa, Aes: { AesGcm } } = require('wechatpay-axios-plugin');

const [dir, json] = process.argv.slice(2);
const o = JSON.parse(json);
const file = (name) => path.join(dir, name);
const read = (name) => fs.readFileSync(file(name));

function serial() {
	if (o.serial)
		return o.serial;
	if (o.newer)
		return /wechat_public_key_id = (.*)/.exec(
			read('wechat.conf').toString())[1];
	return execFileSync('openssl', ['x509', '-in', file('platform.crt'),
		'-noout', '-serial']).toString().trim().split('=')[1];
}

const nonce = Formatter.nonce(12);
const associated = o.type.startsWith('REFUND') ? 'refund' : 'transaction';
const body = o.body || JSON.stringify({
	id: o.id, create_time: '2026-11-22T12:00:00+08:00',
	resource_type: 'encrypt-resource', event_type: o.type, summary: '',
	resource: { original_type: associated, algorithm: 'AEAD_AES_256_GCM',
		ciphertext: AesGcm.encrypt(JSON.stringify(o.resource),
			o.key || read('apiv3.key').toString(), nonce,
			o.associated || associated),
		associated_data: associated, nonce },
});
const timestamp = String(Formatter.timestamp() - (o.stale ? 301 : 0) +
	Number(process.env.GP_SHIFT || 0));
const word = Formatter.nonce();
const text = Formatter.response(timestamp, word,
	o.bad_signature ? body + ' ' : body);
const signature = (o.probe ? 'WECHATPAY/SIGNTEST/' : '') +
	Rsa.sign(text, read(o.newer ? 'public.key' : 'platform.key'));

process.stdout.write(body);
console.error(`Wechatpay-Timestamp: ${timestamp}
Wechatpay-Nonce: ${word}
Wechatpay-Serial: ${serial()}
Wechatpay-Signature: ${signature}`);
