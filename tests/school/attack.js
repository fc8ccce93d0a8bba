#!/usr/bin/env node
/*
 * sqlmap and wapiti against the pages of students and of staff, with the
 * sessions of people who are logged in; not a part of ./dev check. Every form
 * and every address with parameters that a crawl finds is a target.
 *
 *	node tests/school/attack.js [DIR [WHO...]]	reports go to DIR
 */
'use strict';
const crypto = require('crypto');
const fs = require('fs');
const http = require('http');
const os = require('os');
const path = require('path');
const { spawn } = require('child_process');
const T = require('../browser/lib.js');
const D = require('../browser/desk.js');

/* What would end the session or the account that the attack goes on with. */
const SPARED = /logout|\/delete|sessions|\/lang\/|simulator/;

function tool(log, name, ...args) {
	return new Promise((resolve) => {
		const out = fs.openSync(log, 'w');
		const p = spawn(name, args, { stdio: ['ignore', out, out] });
		p.on('exit', () => { fs.closeSync(out); resolve(); });
	});
}

/* A proxy that is another client to nginx each time, by address and by cookie
 * (whose names have a case for our programs only): brakes would hide what is
 * behind them. */
function spread(defer) {
	const byte = () => crypto.randomInt(1, 255);
	const server = http.createServer((q, a) => {
		if (SPARED.test(q.url)) {
			a.writeHead(204).end();
			return;
		}
		const junk = crypto.randomUUID();
		const up = http.request(q.url, { method: q.method,
		    headers: { ...q.headers, cookie: `GP_SESSION=${junk}; ` +
			`GP_STAFF=${junk}; ${q.headers.cookie || ''}` },
		    localAddress: `127.${byte()}.${byte()}.${byte()}` }, (r) => {
			a.writeHead(r.statusCode, r.rawHeaders);
			r.pipe(a);
		});
		up.on('error', () => a.destroy());
		q.pipe(up);
	});

	defer(() => server.close());
	return new Promise((resolve) => server.listen(0, '127.0.0.1', () =>
	    resolve(`http://127.0.0.1:${server.address().port}`)));
}

/* Forms and addresses with parameters, each kind once, with what a person
 * would send. */
async function targets(page, start) {
	const found = new Map(), seen = new Set([start]), queue = [start];
	const kind = (u) => u.replace(/[0-9a-f]{32}|\d+/g, '*')
	    .replace(/=[^&]*/g, '');
	const origin = new URL(start).origin;

	while (queue.length) {
		const at = queue.shift();
		const r = await page.goto(at).catch(() => {});
		if (process.env.GP_TRACE)
			T.note(`${at}: ${r && r.status()} ${page.url()}`);
		const here = await page.evaluate(() => ({
			links: [...document.querySelectorAll('a[href]')]
			    .filter((a) => !a.download).map((a) => a.href),
			forms: [...document.forms].map((f) => ({
				url: f.action, method: f.method,
				data: new URLSearchParams([...new FormData(f)]
				    .filter(([, v]) => typeof v === 'string'))
				    .toString() })) }));
		const add = (t) => {
			const k = t.method + kind(t.url + '?' + t.data);
			if (t.data && !SPARED.test(t.url) && !found.has(k))
				found.set(k, t);
		};
		for (const f of here.forms)
			add(f);
		for (const l of here.links) {
			const u = new URL(l);
			u.hash = '';
			if (u.origin !== origin || SPARED.test(u.pathname))
				continue;
			if (u.search)
				add({ url: u.origin + u.pathname,
				    method: 'get', data: u.search.slice(1) });
			if (!seen.has(kind(u.href))) {
				seen.add(kind(u.href));
				queue.push(u.href);
			}
		}
	}
	return [...found.values()];
}

async function attack(dir, name, start, header, list, proxy) {
	const reports = path.join(dir, name);

	for (const [i, t] of list.entries()) {
		const log = `${reports}-sqlmap-${i}.log`;
		const request = t.method === 'get' ? ['-u', t.url + '?' + t.data]
		    : ['-u', t.url, '--data', t.data];
		await tool(log, 'sqlmap', '--batch', '--flush-session',
		    '--disable-coloring', '--dbms', 'mysql', '--level', '2',
		    '--cookie', header, '--skip', 'csrf',
		    '--drop-set-cookie', '--proxy', proxy, '--technique', 'BEUSTQ',
		    '--time-sec', '2', '--ignore-redirects', ...request,
		    '--output-dir', path.join(dir, 'sqlmap'));
		const said = fs.readFileSync(log, 'utf8');
		const verdict = /is vulnerable|Payload:/.test(said) ?
		    'INJECTABLE' : /do not appear to be injectable/.test(said) ?
		    'nothing' : /no parameter\(s\) found/.test(said) ?
		    'no parameter' : 'NOT TESTED';
		const codes = [...said.matchAll(/(\d{3}) \([^)]*\) - \d+ times/g)]
		    .map((m) => m[0]).join(', ');
		console.log(`sqlmap ${name} ${t.method} ` +
		    `${new URL(t.url).pathname}: ${verdict}; ${codes}`);
	}
	const report = `${reports}-wapiti.json`;
	await tool(`${reports}-wapiti.log`, 'wapiti', '-u', start, '--scope',
	    'domain', '-H', 'Cookie: ' + header, '-p', proxy,
	    '--max-scan-time', '10', '--max-links-per-page', '60',
	    '--max-attack-time', '90', '--flush-session', '--color',
	    '-f', 'json', '-o', report, '-m', 'backup,cookieflags,crlf,csp,' +
	    'csrf,exec,file,htaccess,http_headers,methods,permanentxss,' +
	    'redirect,sql,ssrf,xss,xxe');
	const found = JSON.parse(fs.readFileSync(report, 'utf8'));
	console.log(`wapiti ${name}: ${found.infos.crawled_pages_nbr ||
	    '?'} pages`);
	for (const kinds of [found.vulnerabilities, found.anomalies])
		for (const [k, v] of Object.entries(kinds))
			for (const one of v)
				console.log(`wapiti ${name} ${k}: ` +
				    `${one.method} ${one.path} ${one.info}`);
}

T.run(async (defer) => {
	const dir = process.argv[2] ||
	    fs.mkdtempSync(path.join(os.tmpdir(), 'gp-attack-'));
	const prod = await T.product(defer);
	const b = await T.browser(defer);

	fs.mkdirSync(dir, { recursive: true });
	D.photos(prod, 30);
	T.sql(prod, `CREATE TRIGGER unbraked BEFORE UPDATE ON rate_count
	    FOR EACH ROW SET NEW.hits = 1`);
	const proxy = await spread(defer);
	const people = [
		['nobody', '/'],
		['nobody-admin', '/admin/login'],
		['student', '/home', () => D.student(prod)],
		['reviewer', '/admin', () => D.staff(prod, 'rev', 'reviewer')],
		['registrar', '/admin', () => D.staff(prod, 'reg',
			'registrar')],
		['administrator', '/admin', () => D.staff(prod, 'adm',
			'administrator')] ];
	const only = process.argv.slice(3);
	for (const [name, at, cookie] of people) {
		if (only.length && !only.includes(name))
			continue;
		const c = await b.newContext(D.office);
		if (cookie)
			await c.addCookies([cookie()]);
		const list = await targets(await c.newPage(), prod.base + at);
		/* With the sessions that forms without a log-in have. */
		const header = (await c.cookies()).map((k) =>
		    `${k.name}=${k.value}`).join('; ');
		await c.close();
		T.note(`${name}: ${list.length} targets; reports in ${dir}`);
		await attack(dir, name, prod.base + at, header, list, proxy);
	}
	T.ok(!/ (fault|signal|leak)/.test(prod.log('student') +
	    prod.log('admin')), 'no program fell');
});
