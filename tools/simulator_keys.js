'use strict';
/*
 * The simulator's keys, made on first start: a merchant's (what WeChat Pay
 * would issue to us), the platform's certificates and its newer public key,
 * and wechat.conf, which has the configuration that goes with them.
 */
const fs = require('node:fs');
const path = require('node:path');
const crypto = require('node:crypto');
const { execFileSync } = require('node:child_process');

const PUBLIC_KEY_ID = 'PUB_KEY_ID_0119000000012025010100000001';

function makePair(dir, name, subject) {
	const key = path.join(dir, name + '.key');
	const crt = path.join(dir, name + '.crt');
	if (fs.existsSync(key) && fs.existsSync(crt))
		return;
	execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048',
		'-nodes', '-days', '1825', '-sha256', '-subj', subject,
		'-keyout', key, '-out', crt], { stdio: 'pipe' });
	fs.chmodSync(key, 0o600);
}

function makeSecret(dir, name, make) {
	const file = path.join(dir, name);
	if (!fs.existsSync(file))
		fs.writeFileSync(file, make(), { mode: 0o600 });
	return fs.readFileSync(file, 'utf8').trim();
}

function readPair(dir, name) {
	const pem = fs.readFileSync(path.join(dir, name + '.crt'), 'utf8');
	return {
		pem,
		serial: new crypto.X509Certificate(pem).serialNumber,
		public: crypto.createPublicKey(pem),
		private: crypto.createPrivateKey(
			fs.readFileSync(path.join(dir, name + '.key'))),
	};
}

function writePublic(dir, pair) {
	fs.writeFileSync(path.join(dir, 'public.pem'),
		pair.public.export({ type: 'spki', format: 'pem' }));
}

function writeConf(dir, keys, url, browsers) {
	const at = (name) => path.join(dir, name);
	fs.writeFileSync(at('wechat.conf'), [
		'payment = wechat',
		`wechat_host = ${url}`,
		'wechat_backup_host =',
		`wechat_open_host = ${browsers}`,
		`wechat_oauth_host = ${url}`,
		`wechat_secret_file = ${at('secret.key')}`,
		`wechat_appid = ${keys.app}`,
		`wechat_mchid = ${keys.merchantNumber}`,
		`wechat_serial = ${keys.merchant.serial}`,
		`wechat_key_file = ${at('merchant.key')}`,
		`wechat_apiv3_file = ${at('apiv3.key')}`,
		`wechat_certificate_file = ${at('platform.crt')}`,
		`wechat_public_key_file = ${at('public.pem')}`,
		`wechat_public_key_id = ${PUBLIC_KEY_ID}`,
		''].join('\n'), { mode: 0o600 });
}

/* The platform's certificates, oldest first; the last one signs. */
function loadPlatforms(dir) {
	const file = path.join(dir, 'platforms.json');
	const names = fs.existsSync(file) ?
		JSON.parse(fs.readFileSync(file, 'utf8')) : ['platform'];
	const subject = '/CN=Simulated payment platform';
	const use = (list) => {
		fs.writeFileSync(file + '.new', JSON.stringify(list),
			{ mode: 0o600 });
		fs.renameSync(file + '.new', file);
		return list.map((name) => {
			makePair(dir, name, subject);
			return readPair(dir, name);
		});
	};
	const all = { list: use(names) };
	/* A further one signs from now on; the others are known still. */
	all.next = () => {
		names.push(`platform-${Date.now()}`);
		all.list = use(names);
	};
	/* Only the one that signs is left. */
	all.retire = () => {
		names.splice(0, names.length - 1);
		all.list = use(names);
	};
	return all;
}

/* url: where the merchant's program reaches the simulator; browsers: where
 * its customers do. */
function load(directory, url, browsers) {
	const dir = path.resolve(directory);
	fs.mkdirSync(dir, { recursive: true, mode: 0o700 });
	makePair(dir, 'merchant', '/CN=Simulated merchant');
	makePair(dir, 'public', '/CN=Simulated payment public key');
	const keys = {
		merchant: readPair(dir, 'merchant'),
		platforms: loadPlatforms(dir),
		newer: { ...readPair(dir, 'public'), serial: PUBLIC_KEY_ID },
		api: makeSecret(dir, 'apiv3.key',
			() => crypto.randomBytes(16).toString('hex')),
		secret: makeSecret(dir, 'secret.key',
			() => crypto.randomBytes(16).toString('hex')),
		app: 'wx0000000000000001',
		merchantNumber: '1900000001',
	};
	writePublic(dir, keys.newer);
	writeConf(dir, keys, url, browsers || url);
	return keys;
}

module.exports = { load };
