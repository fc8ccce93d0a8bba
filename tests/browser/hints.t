#!/usr/bin/env node
/*
 * The viewfinder's hints over films of good and bad pictures: which one comes
 * and stands, how many a second there are, and what a frame costs on a page
 * whose processor is slowed to a quarter. GP_HINTS=N takes every Nth film.
 */
'use strict';
const fs = require('fs');
const os = require('os');
const path = require('path');
const T = require('./lib.js');
const J = require('./journey.js');
const C = require('./clips.js');

if (!C.available())
	T.skipAll('needs the shared portraits');

const SLOWER = 4;

/* A graduate at the camera page; the cookies. */
async function student(defer, prod) {
	const b = await T.browser(defer);
	const c = await T.context(b, {});
	const page = await c.newPage();
	const w = { prod, page, scripts: true,
	    person: { kind: 'graduate', type: 'card',
		number: '110101200403120028', name: '林晓雯', sex: 'F',
		phone: '13800000001',
		codePicture: J.codePicture('CHSI0:9f86d081884c7d659a2feaa0') } };
	await J.register(w, '/c/demo0000000000000000000000000001');
	await J.collect(w);
	const state = await c.storageState();
	await b.close();
	return state;
}

/* In the page: the frames that were looked at, as they come. */
function listen() {
	window.frames_ = [];
	document.getElementById('view').addEventListener('seen', (e) =>
	    window.frames_.push({ ...e.detail, at: performance.now() }));
}

/* In the page: ms of looking at the film's picture by the page's own (slowed)
 * thread: the detector's part and the rest. The best of several, because the
 * machine has other things to do. */
async function cost() {
	const at = document.querySelector('script[src$="/camera.js"]').src;
	const { eye } = await import(new URL('hints-eye.js', at).href);
	const { WIDTH, HEIGHT } = await import(new URL('measure.js', at).href);
	const canvas = document.createElement('canvas');
	const context = canvas.getContext('2d', { willReadFrequently: true });
	const e = eye();
	const rest = [], detector = [];
	canvas.width = WIDTH;
	canvas.height = HEIGHT;
	await e.load(new URL('detector-face.bin', at).href);
	for (let i = 0; i < 12; i++) {
		const start = performance.now();
		context.drawImage(document.getElementById('video'), 0, 0,
		    WIDTH, HEIGHT);
		const seen = e.look(context.getImageData(0, 0, WIDTH,
		    HEIGHT).data, null, [100, 197, 255]);
		rest.push(performance.now() - start - seen.took);
		if (seen.took)
			detector.push(seen.took);
	}
	return { rest: Math.min(...rest), detector: Math.min(...detector) };
}

async function film(defer, prod, storageState, name) {
	const file = C.clip(name, path.join(os.tmpdir(),
	    `gp-clip-${process.pid}.mjpeg`));
	const closers = [];
	const b = await T.browser((f) => closers.push(f), file);
	const c = await T.context(b, { storageState });
	const page = await c.newPage();
	const want = C.CLIPS[name][2];
	await page.goto(prod.base + '/collect/camera');
	await page.locator('#shutter:enabled').waitFor();
	await page.evaluate(listen);
	const said = () => page.locator('#hint').getAttribute('data-hint');
	/* The detector has come, and the hint was heard twice. */
	await T.until('the face detector', () => page.evaluate(
	    () => window.frames_.filter((f) => f.detector).length >= 8));
	for (let i = 0; i < 50 && await said() !== want; i++)
		await page.waitForTimeout(100);
	T.is(await said(), want, `${name}: the hint`);
	T.ok(await page.locator('#hint').isVisible(),
	    `${name}: it can be seen`);
	await page.evaluate(() => { window.frames_ = []; });
	const cdp = await c.newCDPSession(page);
	await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
	await T.until('frames', () => page.evaluate(
	    () => window.frames_.length >= 20), 120);
	const frames = await page.evaluate(() => window.frames_);
	const share = frames.filter((f) => f.id === want).length /
	    frames.length;
	const rate = 1000 * (frames.length - 1) /
	    (frames[frames.length - 1].at - frames[0].at);
	const ms = await page.evaluate(cost);
	await T.shot(page, 'hint-' + name.replace(/ /g, '-'));
	for (const fn of closers.reverse())
		await fn();
	fs.rmSync(file, { force: true });
	return [name, want, Math.round(100 * share) + '%', rate.toFixed(1),
	    ms.detector.toFixed(0), ms.rest.toFixed(0)];
}

/* What the detector adds to the page, as it crosses the network. */
function weight() {
	const dir = path.join(T.build, 'built-static');
	const hash = fs.readdirSync(dir).find((n) => /^[0-9a-f]{12}$/.test(n));
	const size = (name) => fs.statSync(path.join(dir, hash,
	    name + '.br')).size;
	const net = size('detector-face.bin'), code = size('detector.js');
	T.ok(net + code <= 300e3, 'the detector has at most 300 kB', net);
	T.note(`detector: ${net} bytes of network, ${code} of script, ` +
	    'brotli');
}

T.run(async (defer) => {
	weight();
	const prod = await T.product(defer);
	const state = await student(defer, prod);
	const rows = [];
	const every = Number(process.env.GP_HINTS || 1);
	for (const name of Object.keys(C.CLIPS).filter((_, i) => i % every === 0))
		rows.push(await film(defer, prod, state, name));
	T.note(`film              hint    frames  hints/s  detector ms  ` +
	    `rest ms   (page at 1/${SLOWER} of the CPU)`);
	for (const r of rows)
		T.note(r[0].padEnd(18) + r[1].padEnd(8) + r[2].padStart(6) +
		    r[3].padStart(9) + r[4].padStart(13) + r[5].padStart(10));
});
