'use strict';
/*
 * A mail server that keeps what it gets.
 *   node smtp_server.js PORT DIR [KEY CERTIFICATE]
 * With a key it offers STARTTLS and wants it before anything else. The name
 * of a recipient says what happens: bounce@ (550), busy@ (451). The account
 * is gp / pass-Word1. Each message is a file of DIR, its envelope the first
 * lines; what was spoken is logged.
 */
const fs = require('node:fs');
const net = require('node:net');
const tls = require('node:tls');
const path = require('node:path');

const [port, dir, key, cert] = process.argv.slice(2);
let count = 0;

function talk(socket, encrypted) {
	const mail = { to: [] };
	let rest = '', data = null, asked = false;
	const say = (text) => socket.write(text + '\r\n');

	function hello() {
		say('250-test');
		if (key && !encrypted)
			say('250-STARTTLS');
		say('250 AUTH PLAIN');
	}

	function recipient(to) {
		if (to.startsWith('bounce@'))
			return say('550 5.1.1 no such user ' + to);
		if (to.startsWith('busy@'))
			return say('451 4.3.0 try later');
		mail.to.push(to);
		say('250 ok');
	}

	function check(secret) {
		asked = false;
		say(secret === Buffer.from('\0gp\0pass-Word1').toString('base64') ?
			'235 ok' : '535 wrong');
	}

	function line(s) {
		if (asked)
			return check(s);
		console.log('C: ' + s.replace(/^AUTH.*/, 'AUTH'));
		const [verb] = s.toUpperCase().split(' ');
		const address = (/<(.*)>/.exec(s) || [])[1];

		if (verb === 'EHLO')
			hello();
		else if (verb === 'STARTTLS' && key) {
			say('220 go');
			socket.removeAllListeners('data');
			talk(new tls.TLSSocket(socket, { isServer: true,
				key: fs.readFileSync(key), cert: fs.readFileSync(cert) }),
			true);
		} else if (verb === 'QUIT') {
			say('221 bye');
			socket.end();
		} else if (verb === 'NOOP')
			say('250 ok');
		else if (key && !encrypted)
			say('530 Must issue STARTTLS first');
		else if (verb === 'AUTH' && s.split(' ')[2])
			check(s.split(' ')[2]);
		else if (verb === 'AUTH') {
			asked = true;
			say('334 ');
		}
		else if (verb === 'MAIL') {
			mail.from = address;
			say('250 ok');
		} else if (verb === 'RCPT')
			recipient(address);
		else if (verb === 'DATA') {
			data = '';
			say('354 go');
		} else
			say('500 what?');
	}

	socket.on('error', () => {});
	socket.on('data', (d) => {
		rest += d;
		for (let at; (at = rest.indexOf('\r\n')) >= 0;) {
			const s = rest.slice(0, at);

			rest = rest.slice(at + 2);
			if (data === null)
				line(s);
			else if (s === '.') {
				fs.writeFileSync(path.join(dir, `${++count}.mail`),
					`from: ${mail.from}\nto: ${mail.to}\n` +
					`tls: ${encrypted}\n${data}`);
				data = null;
				say('250 kept');
			} else
				data += s.replace(/^\./, '') + '\n';
		}
	});
	if (!encrypted)
		say('220 test');
}

net.createServer((socket) => talk(socket, false))
	.listen(Number(port), '127.0.0.1');
