#!/usr/bin/env node
/*
 * Sending on a bad day: the connection is cut at half of the upload and comes
 * back, airplane mode, a page that is reloaded, a session that ends, a photo
 * program with no time, a file of 40 MB. Each time the same picture becomes
 * one shot, and nobody has to take it again.
 */
'use strict';
const fs = require('fs');
const net = require('net');
const os = require('os');
const path = require('path');
const { execFileSync } = require('child_process');
const T = require('./lib.js');
const R = require('./ready.js');
const J = require('./journey.js');

const STUDENT = '22300010001', PHONE = '13900010001';

/* A line between phone and server that can be cut after so many bytes. */
async function line(defer, prod) {
	const to = new URL(prod.base);
	const open = new Set();
	const l = { up: 0, cutAt: Infinity, down: false };
	const server = net.createServer((a) => {
		const b = net.connect(+to.port, to.hostname);
		const end = () => {
			a.destroy();
			b.destroy();
			open.delete(a);
		};

		open.add(a);
		a.on('error', end).on('close', end);
		b.on('error', end).on('close', end);
		if (l.down)
			return end();
		a.on('data', (d) => {
			l.up += d.length;
			if (l.up >= l.cutAt)
				l.cut();
			else
				b.write(d);
		});
		b.on('data', (d) => a.write(d));
		return undefined;
	});

	l.cut = () => {
		l.down = true;
		l.cutAt = Infinity;
		open.forEach((s) => s.destroy());
	};
	l.back = () => {
		l.down = false;
	};
	/* From now on: counts, and cuts after n bytes. */
	l.after = (n) => {
		l.up = 0;
		l.cutAt = n;
	};
	await new Promise((done) => server.listen(0, '127.0.0.1', done));
	l.base = 'http://127.0.0.1:' + server.address().port;
	defer(() => server.close());
	return l;
}

/* The portrait again, each time different: n is in its corner. */
function picture(n, width) {
	const out = path.join(os.tmpdir(), `gp-cut-${process.pid}-${n}.jpg`);

	execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', T.portrait(),
	    '-vf', `scale=${width}:-2,drawbox=0:0:${n * 8}:8:black:fill,` +
	    'noise=alls=12:allf=t:all_seed=1',
	    '-q:v', width < 1000 ? '8' : '2', out]);
	return out;
}

const word = (page, id) => page.locator(`[data-word="${id}"]`)
    .evaluate((n) => n.textContent);

/* Until the page says that. */
async function says(page, id) {
	const want = await word(page, id);

	let got;

	try {
		await T.until(`"${id}"`, async () => want ===
		    (got = await page.locator('#message').textContent()));
	} catch (e) {
		throw new Error(`${e.message}, but: ${got}, at ${page.url()}`);
	}
}

const arrived = (page, seconds) => T.until('the preview', () =>
    /\/collect\/preview/.test(page.url()), seconds || 60);

T.run(async (defer) => {
	const prod = await T.product(defer, 'processes = 1\nphoto_seconds = 30');
	const l = await line(defer, prod);
	const b = await T.browser(defer, null);
	const c = await T.context(b, { permissions: [] });
	const pictures = [];
	let count = 0, page = await c.newPage();

	defer(() => pictures.forEach((f) => fs.rmSync(f, { force: true })));
	await R.ready(prod, c, STUDENT);
	const next = (width) => {
		pictures.push(picture(++count, width || 2400));
		return pictures[pictures.length - 1];
	};
	const camera = () => page.goto(l.base + '/collect/camera');
	const one = (what) => T.is(R.shots(prod, STUDENT), count,
	    `${what}: one shot, of one picture`);

	/* --- checksums where the browser has none ---------------------- */
	await camera();
	T.is(await page.evaluate(async () => {
		const { slowly, sha256 } = await import(new URL('sha256.js',
		    document.querySelector('script[src*="camera"]').src));
		for (const n of [0, 1, 55, 56, 63, 64, 65, 1000, 3000001]) {
			const b = new Uint8Array(n).map((_, i) => i * 7);
			if (await slowly(b) !== await sha256(b))
				return n;
		}
		return 'same';
	}), 'same', 'our own SHA-256 is the browser\'s');

	/* --- cut at half ---------------------------------------------- */
	await camera();
	let file = next(), size = fs.statSync(file).size;
	T.ok(size > 1000000, `a picture of ${size} bytes`);
	l.after(size / 2);
	await page.setInputFiles('#photo', file);
	await says(page, 'offline');
	T.ok(l.down, 'the line is cut at half of the upload');
	T.is(R.shots(prod, STUDENT), 0, 'nothing has become a shot');
	const there = +R.run(prod, 'SELECT SUM(length) AS n FROM upload')
	    .flat().pop();
	T.ok(there > size / 5 && there < size * 0.6,
	    `${there} of ${size} bytes are with the server`);
	await T.looks(page, 'zh-camera-offline');
	l.back();
	l.after(Infinity);
	await arrived(page);
	one('the line is back');
	T.ok(l.up < size - there + 100000,
	    `only the rest was sent: ${l.up} bytes`);

	/* --- airplane mode --------------------------------------------- */
	await camera();
	file = next();
	l.after(fs.statSync(file).size / 3);
	await page.setInputFiles('#photo', file);
	await T.until('the cut', () => l.down);
	await c.setOffline(true);
	l.back();
	await says(page, 'offline');
	T.is(await page.evaluate('navigator.onLine'), false, 'airplane mode');
	await c.setOffline(false);
	await arrived(page);
	one('back from the air');

	/* --- a reload in the middle -------------------------------------- */
	await camera();
	file = next();
	l.after(fs.statSync(file).size / 2);
	await page.setInputFiles('#photo', file);
	await says(page, 'offline');
	l.back();
	l.after(Infinity);
	await page.close();
	page = await c.newPage();
	await camera();
	await arrived(page);
	one('the page was closed and opened again');

	/* --- the session ends, log-in in another tab ------------------------- */
	await camera();
	file = next();
	R.run(prod, 'DELETE FROM session');
	await page.setInputFiles('#photo', file);
	await says(page, 'signed_out');
	T.ok(await page.locator('#login').isVisible(), 'a way to log in');
	await T.looks(page, 'zh-camera-signed-out');
	await R.login(prod, c, STUDENT);
	await arrived(page);
	one('logged in elsewhere, it goes on by itself');

	/* --- log-in in this tab --------------------------------------------------- */
	await camera();
	file = next();
	R.run(prod, 'DELETE FROM session');
	await page.setInputFiles('#photo', file);
	await says(page, 'signed_out');
	await J.press({ page }, '#login');
	T.is(new URL(page.url()).pathname, '/login', 'log-in in this tab');
	await page.fill('[name=Who]', PHONE);
	await page.fill('[name=Password]', J.PASSWORD);
	await J.press({ page }, 'form[action="/login"] .weui-btn_primary');
	await arrived(page);
	one('the picture was kept over the log-in');

	/* --- no time ----------------------------------------------------------------- */
	/* In one piece: the program has no time for its development. */
	await camera();
	file = next(500);
	T.ok(fs.statSync(file).size < 200000, 'a small picture');
	const pool = execFileSync('pgrep', ['-f',
	    `photo.fcgi --config ${prod.state}/gradphoto.conf`],
	    { encoding: 'utf8' }).trim().split('\n').map(Number);
	pool.forEach((pid) => process.kill(pid, 'SIGSTOP'));
	try {
		let since = Infinity;
		l.after(Infinity);
		await page.setInputFiles('#photo', file);
		await T.until('a request to have waited in the queue', () => {
			if (since === Infinity && l.up)
				since = Date.now();
			return Date.now() - since > 6000;
		});
	} finally {
		pool.forEach((pid) => process.kill(pid, 'SIGCONT'));
	}
	await says(page, 'queued');
	T.ok(/\d/.test(await page.locator('#percent').textContent()),
	    'the page says how long, and waits');
	await T.shot(page, 'zh-camera-queued');
	await arrived(page, 90);
	T.ok(/photos wait \d+ s in the queue/.test(prod.log('photo')),
	    'the program had told it so');
	one('the program had no time');

	/* --- cancel ---------------------------------------------------------------------- */
	await camera();
	l.after(300000);
	await page.setInputFiles('#photo', next());
	await says(page, 'offline');
	await page.locator('#cancel').click();
	await T.until('the camera page as it was', () =>
	    page.locator('#cancel').isHidden());
	l.back();
	l.after(Infinity);
	await camera();
	T.is(await page.locator('#shot').isHidden(), true,
	    'one tap cancels, and nothing comes back');
	count--;
	one('cancelled');

	/* --- a program that always fails --------------------------------- */
	await camera();
	let tries = 0;
	await page.route('**/collect/upload?*', (route) => {
		tries++;
		return route.fulfill({ status: 503,
		    headers: { 'Retry-After': '1' },
		    contentType: 'application/json',
		    body: '{"error":"busy","message":"Too slow."}' });
	});
	await page.setInputFiles('#photo', next(500));
	await T.until('an end', () => page.locator('#retry').isVisible(), 60);
	T.is(await page.locator('#message').textContent(), 'Too slow.',
	    'is not asked for ever, and its words are shown');
	T.ok(tries > 3 && tries < 10, `after ${tries} tries`);
	await page.unroute('**/collect/upload?*');
	await page.locator('#retry').click();
	await arrived(page);
	one('tried again by hand');

	/* --- too large --------------------------------------------------------------------- */
	const large = path.join(os.tmpdir(), `gp-large-${process.pid}.jpg`);
	fs.writeFileSync(large, Buffer.concat([fs.readFileSync(pictures[0]),
	    Buffer.alloc(40 << 20)]));
	defer(() => fs.rmSync(large));
	/* While the browser looks for a picture that it kept, and while somebody
	 * is asked whether the page may use the camera. */
	await page.addInitScript(() => {
		const open = indexedDB.open.bind(indexedDB);
		const looked = new Promise((done) => {
			window.looked = done;
		});
		indexedDB.open = (...what) => {
			const request = open(...what);
			Object.defineProperty(request, 'onsuccess', { set: (f) =>
			    request.addEventListener('success', () =>
				looked.then(f)) });
			return request;
		};
		const real = navigator.mediaDevices.getUserMedia
		    .bind(navigator.mediaDevices);
		const asked = new Promise((done) => {
			window.answered = done;
		});
		navigator.mediaDevices.getUserMedia = (wish) => {
			sessionStorage.setItem('asked', 'yes');
			return asked.then(() => real(wish));
		};
	});
	const asked = () => page.evaluate(() => sessionStorage.getItem('asked'));
	await camera();
	l.after(Infinity);
	await page.setInputFiles('#photo', large);
	await says(page, 'large');
	await page.evaluate(() => window.looked());
	await T.until('the question', asked);
	await says(page, 'large');
	await page.evaluate(() => window.answered());
	await page.locator('#advice').waitFor({ state: 'visible' });
	await says(page, 'large');
	T.ok(l.up < 100000, '40 MB: words at once, and nothing is sent');
	await T.looks(page, 'zh-camera-large');
	one('too large');

	/* --- chosen while the browser still looks ------------------------------------- */
	await camera();
	await page.evaluate(() => sessionStorage.removeItem('asked'));
	await page.setInputFiles('#photo', next(500));
	await page.locator('#shot').waitFor({ state: 'visible' });
	await page.evaluate(() => window.looked());
	await arrived(page);
	T.is(await asked(), null, 'chosen at once, no camera is opened any more');
	one('chosen at once');
});
