#!/usr/bin/env node
/*
 * What a student's phone loads: the bytes of every page on a first visit, as
 * they cross the network, in a table; nothing from elsewhere; and nothing
 * asked for again on the second visit but the page itself.
 */
'use strict';
const T = require('./lib.js');
const J = require('./journey.js');

const LIMIT = 60 * 1000, CAMERA_LIMIT = 120 * 1000;

/* Bytes and addresses of one visit, headers included. lazy: of files that
 * are fetched after the page works (the face detector). */
async function visit(page, at) {
	const cdp = await page.context().newCDPSession(page);
	const seen = new Map();
	let total = 0, lazy = 0;
	await cdp.send('Network.enable');
	cdp.on('Network.requestWillBeSent', (e) =>
	    seen.set(e.requestId, { url: e.request.url }));
	cdp.on('Network.requestServedFromCache', (e) => {
		if (seen.has(e.requestId))
			seen.get(e.requestId).cached = true;
	});
	cdp.on('Network.loadingFinished', (e) => {
		const r = seen.get(e.requestId);
		if (!r || r.url.startsWith('data:') ||
		    r.url.startsWith('blob:'))
			return;
		r.bytes = e.encodedDataLength;
		if (/\/detector/.test(r.url))
			lazy += r.bytes;
		else
			total += r.bytes;
	});
	await page.goto(at, { waitUntil: 'networkidle' });
	await cdp.detach();
	return { total, lazy, all: [...seen.values()] };
}

T.run(async (defer) => {
	const prod = await T.product(defer);
	const b = await T.browser(defer, T.portrait());
	const c = await T.context(b, {});
	const page = await c.newPage();
	const w = { prod, page, scripts: true,
	    person: { kind: 'graduate', type: 'card',
		number: '110101200403120028', name: '林晓雯', sex: 'F',
		phone: '13800000001',
		codePicture: J.codePicture('CHSI0:9f86d081884c7d659a2feaa0') } };
	const rows = [];
	const weigh = async (name, at) => {
		/* A new context with the same cookies: an empty cache. */
		const fresh = await T.context(b, {
			storageState: await c.storageState() });
		const tab = await fresh.newPage();
		const first = await visit(tab, at);
		const again = await visit(tab, at);
		const asked = again.all.filter((r) => !r.cached &&
		    /\/static\//.test(r.url) && r.bytes > 0);
		await fresh.close();
		rows.push([name, first.total, first.lazy, first.all.length,
		    again.total]);
		const limit = name === 'camera' ? CAMERA_LIMIT : LIMIT;
		const photos = first.all.filter((r) =>
		    /\/collect\/photo\//.test(r.url));
		const own = first.total - photos.reduce((n, r) =>
		    n + (r.bytes || 0), 0);
		T.ok(own <= limit, `${name}: at most ${limit / 1000} kB`, own);
		T.ok(first.all.every((r) => /^(data|blob):/.test(r.url) ||
		    r.url.startsWith(prod.base)),
		    `${name}: nothing from elsewhere`,
		    first.all.map((r) => r.url).join('\n'));
		T.ok(asked.length === 0, `${name}: files are kept`,
		    asked.map((r) => r.url).join('\n'));
	};
	for (const [name, at] of [['welcome', '/'], ['login', '/login'],
	    ['entry', '/c/demo0000000000000000000000000001'],
	    ['help', '/help']])
		await weigh(name, prod.base + at);
	w.onPage = (name) => /^(code|register-code)$/.test(name) ?
	    undefined : weigh(name, page.url());
	await J.register(w, '/c/demo0000000000000000000000000001');
	await J.collect(w);
	await J.shootByCamera(w);
	await J.order(w);
	await weigh('order', page.url());
	await weigh('problem', page.url() + '/problem');
	await weigh('address', prod.base + '/addresses/new');
	await weigh('orders', prod.base + '/orders');
	await weigh('collections', prod.base + '/collections');
	await weigh('me', prod.base + '/me');
	T.note('page               first    detector  requests  second (bytes)');
	for (const [name, first, lazy, n, again] of rows)
		T.note(name.padEnd(16) + String(first).padStart(8) +
		    String(lazy).padStart(12) + String(n).padStart(10) +
		    String(again).padStart(8));
});
