'use strict';
/*
 * FastCGI without a web server, for tests that need a program's real pool:
 *   require('./fastcgi.js').ask(socket, request) -> { status, text }
 *   node fastcgi.js PORT SOCKET...    HTTP on 127.0.0.1; a request goes to
 *                                     each of the sockets in turn
 */
const http = require('node:http');
const net = require('node:net');

const BEGIN = 1, PARAMS = 4, STDIN = 5, STDOUT = 6;

function record(type, content) {
	const head = Buffer.alloc(8);
	head.writeUInt8(1, 0);
	head.writeUInt8(type, 1);
	head.writeUInt16BE(1, 2);
	head.writeUInt16BE(content.length, 4);
	return Buffer.concat([head, content]);
}

function stream(type, content) {
	const parts = [];
	for (let i = 0; i < content.length; i += 65000)
		parts.push(record(type, content.subarray(i, i + 65000)));
	parts.push(record(type, Buffer.alloc(0)));
	return Buffer.concat(parts);
}

function size(n) {
	const b = Buffer.alloc(4);
	b.writeUInt32BE((n | 0x80000000) >>> 0);
	return b;
}

function params(env) {
	return Buffer.concat(Object.entries(env).flatMap(([name, value]) => {
		const n = Buffer.from(name), v = Buffer.from(String(value));
		return [size(n.length), size(v.length), n, v];
	}));
}

/* What the program writes, out of the records that came. */
function output(data) {
	const parts = [];
	for (let at = 0; at + 8 <= data.length;) {
		const n = data.readUInt16BE(at + 4);
		if (data[at + 1] === STDOUT)
			parts.push(data.subarray(at + 8, at + 8 + n));
		at += 8 + n + data[at + 6];
	}
	return Buffer.concat(parts).toString();
}

/* The bytes of a request: method, path, headers, body. */
function encode({ method, path, headers, body }) {
	const content = Buffer.from(body || '');
	const env = { REQUEST_METHOD: method, SCRIPT_NAME: path,
		REQUEST_URI: path, QUERY_STRING: '', REMOTE_ADDR: '127.0.0.1',
		SERVER_PROTOCOL: 'HTTP/1.1', CONTENT_LENGTH: content.length };
	for (const [name, value] of Object.entries(headers))
		env[(/^content-type$/i.test(name) ? '' : 'HTTP_') +
			name.toUpperCase().replaceAll('-', '_')] = value;
	return Buffer.concat([
		record(BEGIN, Buffer.from([0, 1, 0, 0, 0, 0, 0, 0])),
		stream(PARAMS, params(env)), stream(STDIN, content)]);
}

/* status 0: the program went away before it had answered. */
function send(socket, bytes) {
	return new Promise((resolve) => {
		const parts = [];
		const c = net.connect(socket, () => c.write(bytes));
		c.on('data', (d) => parts.push(d));
		c.on('error', () => {});
		c.on('close', () => {
			const [head, text] =
				output(Buffer.concat(parts)).split(/\r?\n\r?\n(.*)/s);
			const status = /^Status: (\d+)/m.exec(head);
			resolve({ status: status ? Number(status[1]) :
				head ? 200 : 0, text: text || '' });
		});
	});
}

const ask = (socket, request) => send(socket, encode(request));

function gateway(port, sockets) {
	let turn = 0;
	http.createServer((req, res) => {
		const parts = [];
		req.on('data', (d) => parts.push(d));
		req.on('end', async () => {
			const a = await ask(sockets[turn++ % sockets.length], {
				method: req.method, path: req.url, headers: req.headers,
				body: Buffer.concat(parts) });
			res.writeHead(a.status || 502);
			res.end(a.text);
		});
	}).listen(port, '127.0.0.1');
}

if (require.main === module)
	gateway(Number(process.argv[2]), process.argv.slice(3));

module.exports = { ask, encode, send };
