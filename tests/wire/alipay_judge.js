'use strict';
/*
 * What alipay-sdk says of our client and of the simulator:
 *   node alipay_judge.js url KEYS URL
 *	"same" where it makes the very same signed address of what URL holds
 *   node alipay_judge.js ask KEYS METHOD CONTENT
 *	asks the gateway of KEYS/alipay.conf itself, as a client of its own
 *	that verifies the answer; prints code, sub_code and fund_change
 */
const fs = require('node:fs');
const path = require('node:path');
const { AlipaySdk } = require('alipay-sdk');
const { sign } = require(path.join(require.resolve('alipay-sdk'),
	'../util.js'));

const [what, dir, ...rest] = process.argv.slice(2);
const read = (name) => fs.readFileSync(path.join(dir, name), 'utf8');
const bare = (pem) => pem.replace(/-----[^-]+-----/g, '').replace(/\s/g, '');
/* Certificate mode where there are certificates. */
const at = (name) => path.join(dir, name);
const sdk = new AlipaySdk({ appId: '2021000000000001', keyType: 'PKCS8',
	privateKey: bare(read('alipay-app.key')),
	...(fs.existsSync(at('app.crt')) ? { appCertPath: at('app.crt'),
		alipayRootCertPath: at('root.crt'),
		alipayPublicCertPath: at('alipay.crt') } :
		{ alipayPublicKey: bare(read('alipay.pub')) }),
	gateway: /alipay_gateway = (.*)/.exec(read('alipay.conf'))[1] });

const sorted = (p) => Object.entries(p).map((pair) => pair.join('=')).sort()
	.join('\n');

/* A signature of this kind has no chance in it, so both must be equal. The
 * SDK's pageExecute() does the same with its own name among the values. */
function url(ours) {
	const u = new URL(ours);
	const p = Object.fromEntries(u.searchParams);
	const theirs = sign(p.method, { format: 'JSON', timestamp: p.timestamp,
		notify_url: p.notify_url, return_url: p.return_url,
		bizContent: JSON.parse(p.biz_content) }, sdk.config);
	const same = sorted(p) === sorted(theirs) &&
		u.origin + u.pathname === sdk.config.gateway;
	console.log(same ? 'same' :
		`ours:\n${sorted(p)}\ntheirs:\n${sorted(theirs)}`);
}

async function ask(method, content) {
	try {
		const s = await sdk.exec(method, { bizContent: JSON.parse(content) },
			{ validateSign: true });
		console.log([s.code, s.subCode, s.fundChange].filter(Boolean)
			.join(' '));
	} catch (e) {
		console.log(`refused: ${e.message.slice(0, 40)}`);
	}
}

({ url, ask })[what](...rest);
