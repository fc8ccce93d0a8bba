'use strict';
/* What bench.sh measures; see there. */
const { execFileSync } = require('node:child_process');
const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { encode, send } = require('./fastcgi.js');
const { load } = require('../../tools/simulator_keys.js');

const [dir, orders, atOnce, ...pids] = process.argv.slice(2);
const [simulator, database, student, notify] = pids.map(Number);
const COUNT = Number(orders);
const keys = load(path.join(dir, 'pay'), 'http://127.0.0.1:9');
const lookup = Buffer.from(fs.readFileSync(path.join(dir, 'lookup.key'),
	'utf8').trim(), 'hex');

/* Processor time in ms: of a process, or of a pool with its children. */
function used(pid) {
	let ticks = 0;
	for (const name of fs.readdirSync('/proc')) {
		if (!/^\d+$/.test(name))
			continue;
		let stat;
		try {
			stat = fs.readFileSync(`/proc/${name}/stat`, 'utf8')
				.replace(/.*\) /, '').split(' ');
		} catch {
			continue;
		}
		if (Number(name) === pid || Number(stat[1]) === pid)
			ticks += Number(stat[11]) + Number(stat[12]);
	}
	return ticks * 10;
}

/* All of them, so many at once; what each process spent on one, in ms. */
async function run(socket, requests, good) {
	const queue = [...requests];
	const statuses = {};
	const before = [notify, student, database, simulator].map(used);
	const start = process.hrtime.bigint();
	await Promise.all(Array.from({ length: Number(atOnce) }, async () => {
		for (let bytes; (bytes = queue.pop());) {
			const { status } = await send(socket, bytes);
			statuses[status] = (statuses[status] || 0) + 1;
		}
	}));
	const wall = Number(process.hrtime.bigint() - start) / 1e6;
	const [n, s, d, p] = [notify, student, database, simulator]
		.map((pid, i) => (used(pid) - before[i]) / requests.length);
	if (statuses[good] !== requests.length)
		console.log(`answers: ${JSON.stringify(statuses)}`);
	return { ours: n + s, database: d, simulator: p,
		second: requests.length / wall * 1000 };
}

/* ms of one private and one public operation of RSA 2048, one process. */
function rsa() {
	const out = execFileSync('openssl', ['speed', '-mr', '-seconds', '2',
		'rsa2048'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
	const [, sign, verify] = /^\+F2:\d+:\d+:([\d.]+):([\d.]+)/m.exec(out);
	const ms = (x) => (Number(x) > 1 ? 1000 / x : 1000 * x);
	return { sign: ms(sign), verify: ms(verify) };
}

const form = (i, where, fields) => {
	const session = crypto.createHash('md5').update(`session${i}`)
		.digest('hex');
	const csrf = crypto.createHmac('sha256', lookup)
		.update('csrf\0' + session).digest('hex');
	return encode({ method: 'POST', path: where, headers: {
		Cookie: `gp_session=${session}`,
		'Content-Type': 'application/x-www-form-urlencoded' },
	body: new URLSearchParams({ csrf, ...fields }).toString() });
};

function notice(token, i) {
	const text = JSON.stringify({ out_trade_no: token,
		transaction_id: `42${String(i).padStart(26, '0')}`,
		trade_state: 'SUCCESS', success_time: '2026-11-22T20:00:00+08:00',
		appid: keys.app, mchid: keys.merchantNumber, trade_type: 'MWEB',
		bank_type: 'OTHERS', payer: { openid: 'simulated-payer' },
		amount: { total: 2000, payer_total: 2000, currency: 'CNY' } });
	const nonce = crypto.randomBytes(6).toString('hex');
	const c = crypto.createCipheriv('aes-256-gcm', keys.api, nonce);
	c.setAAD(Buffer.from('transaction'));
	const sealed = Buffer.concat([c.update(text), c.final(),
		c.getAuthTag()]).toString('base64');
	const body = JSON.stringify({ id: crypto.randomUUID(),
		event_type: 'TRANSACTION.SUCCESS', resource: { nonce,
			associated_data: 'transaction', ciphertext: sealed } });
	const signer = keys.platforms.list.at(-1);
	const at = String(Math.floor(Date.now() / 1000));
	return { body, headers: { 'Content-Type': 'application/json',
		'Wechatpay-Timestamp': at, 'Wechatpay-Nonce': nonce,
		'Wechatpay-Serial': signer.serial,
		'Wechatpay-Signature': crypto.sign('sha256',
			Buffer.from(`${at}\n${nonce}\n${body}\n`), signer.private)
			.toString('base64') } };
}

const tokens = () => execFileSync(
	path.join(__dirname, '../../tools/private-db.sh'),
	[process.env.GP_DB_DIR, 'sql', '-N', '-B', '-D',
		/db_name = (.*)/.exec(fs.readFileSync(
			path.join(dir, 'gradphoto.conf'), 'utf8'))[1],
		'-e', 'SELECT token FROM orders ORDER BY account_id'],
	{ encoding: 'utf8' }).trim().split('\n');

function line(what, m, key) {
	const f = (x) => x.toFixed(2).padStart(8);
	console.log(what.padEnd(26) + f(key) + f(m.ours - key) +
		f(m.database) + f(m.ours + m.database) +
		m.second.toFixed(0).padStart(10));
}

(async () => {
	const k = rsa();
	const all = Array.from({ length: COUNT }, (x, i) => i);
	console.log(`${COUNT} orders, ${atOnce} at once; RSA 2048 signs in ` +
		`${k.sign.toFixed(3)} ms, verifies in ${k.verify.toFixed(3)} ms`);
	console.log('ms of processor time, each'.padEnd(26) +
		'     RSA    rest      db     all  a second');
	line('an order is made', await run(path.join(dir, 'student.sock'),
		all.map((i) => form(i, '/collect/prints', { Prints: 'no' })), 303),
	0);
	const numbers = tokens();
	line('a payment is begun', await run(path.join(dir, 'student.sock'),
		numbers.map((t, i) => form(i, `/orders/${t}/pay`, {})), 303),
	k.sign + k.verify);
	const notices = numbers.map(notice).map((x) => encode({ method: 'POST',
		path: '/notify/wechat', ...x }));
	line('a callback is taken', await run(path.join(dir, 'notify.sock'),
		notices, 200), k.verify);
	line('a copy of it', await run(path.join(dir, 'notify.sock'), notices,
		200), k.verify);
	line('a forged one is refused', await run(path.join(dir, 'notify.sock'),
		numbers.map((t, i) => notice(t, i)).map((x) => encode({
			method: 'POST', path: '/notify/wechat', headers: x.headers,
			body: x.body + ' ' })), 403), k.verify);
})();
