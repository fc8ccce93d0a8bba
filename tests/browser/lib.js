/*
 * What the browser tests share: TAP, a running product of its own (./dev up
 * in a private folder), a phone-sized Chromium with a fake camera, SMS from
 * the spool, screenshots in $GP_BUILD/screenshots.
 */
'use strict';
const fs = require('fs');
const os = require('os');
const path = require('path');
const { spawn, execFileSync } = require('child_process');
const { chromium } = require('playwright-core');

const src = process.env.GP_SRC;
const build = process.env.GP_BUILD;
const phone = { width: 390, height: 844 };

/* --- TAP ----------------------------------------------------------- */

let count = 0;

function ok(good, what, detail) {
	count++;
	console.log(`${good ? 'ok' : 'not ok'} ${count} - ${what}`);
	if (!good && detail !== undefined)
		console.log('# ' + String(detail).split('\n').join('\n# '));
	return good;
}

function is(got, want, what) {
	return ok(got === want, what, `got ${JSON.stringify(got)}, ` +
	    `want ${JSON.stringify(want)}`);
}

function note(text) {
	console.log('# ' + text);
}

/* Runs the test; a thrown error is a failure, the product always stops. */
async function run(body) {
	const closers = [];
	const start = Date.now();
	try {
		await body((fn) => closers.push(fn));
	} catch (e) {
		ok(false, 'the test runs to its end', e.stack);
	}
	for (const fn of closers.reverse())
		await fn();
	note(`${count} checks in ${Math.round((Date.now() - start) / 1000)} s`);
	console.log(`1..${count}`);
	process.exit(0);
}

function skipAll(why) {
	console.log(`1..0 # SKIP ${why}`);
	process.exit(0);
}

/* --- the product ---------------------------------------------------- */

/* Starts everything in a folder of its own. extra: configuration lines;
 * args: further arguments of ./dev up. */
async function product(defer, extra, ...args) {
	if (!fs.existsSync(path.join(src, '.dev/root/bin/gradphoto')))
		skipAll('needs the installed tree that ./dev check makes');
	const state = fs.mkdtempSync(path.join(os.tmpdir(), 'gpb-'));
	const p = spawn(path.join(src, 'dev'), ['up', ...args], {
		env: { ...process.env, GP_STATE: state, GP_NO_BUILD: '1',
		    GP_CONF_EXTRA: extra || '' },
		stdio: ['ignore', 'pipe', 'pipe'] });
	let out = '';
	const base = await new Promise((resolve, reject) => {
		const take = (d) => {
			out += d;
			const m = /runs at\s+(\S+?)\/\s/.exec(out);
			if (m && /ctrl-C/.test(out))
				resolve(m[1]);
		};
		p.stdout.on('data', take);
		p.stderr.on('data', take);
		p.on('exit', () => reject(new Error('./dev up ended:\n' + out)));
	});
	const stopped = new Promise((resolve) => p.on('exit', resolve));
	defer(async () => {
		p.kill('SIGTERM');
		await stopped;
		if (!process.env.GP_KEEP)
			fs.rmSync(state, { recursive: true, force: true });
	});
	return { base, state, log: (name) => fs.readFileSync(
	    path.join(state, 'log', name + '.log'), 'utf8') };
}

/* One SQL statement as the database's owner; rows as arrays of text. */
function sql(prod, text) {
	const out = execFileSync(path.join(src, 'tools/private-db.sh'),
	    [path.join(prod.state, 'db'), 'sql'],
	    { input: text, encoding: 'utf8' });
	return out.split('\n').filter((l) => l).map((l) => l.split('\t'));
}

async function until(what, fn, seconds) {
	const end = Date.now() + (seconds || 30) * 1000;
	for (;;) {
		const v = await fn();
		if (v)
			return v;
		if (Date.now() > end)
			throw new Error('waited in vain for ' + what);
		await new Promise((r) => setTimeout(r, 100));
	}
}

/* The newest code sent to a phone after `since` (ms of Date.now()). */
function smsCode(prod, phoneNumber, since) {
	const dir = path.join(prod.state, 'sms');
	return until('an SMS', () => {
		const files = fs.readdirSync(dir).map((f) => path.join(dir, f))
		    .filter((f) => fs.statSync(f).mtimeMs >= since - 1000)
		    .sort((a, b) => fs.statSync(b).mtimeMs -
			fs.statSync(a).mtimeMs);
		for (const f of files) {
			const text = fs.readFileSync(f, 'utf8');
			const m = /\b(\d{6})\b/.exec(
			    text.split(phoneNumber).join(''));
			if (text.includes(phoneNumber) && m)
				return m[1];
		}
		return null;
	});
}

/* --- the browser ----------------------------------------------------- */

/* A portrait before a plain wall, as JPEG: a shared one where the shared
 * data is there, else NASA's astronaut cut out and put before a grey wall,
 * enlarged and sharpened: the face has few pixels. */
function portrait() {
	const shared = path.join(process.env.GRADPHOTO_SHARED || '',
	    'data/portraits/lon_smile_026.jpg');
	if (fs.existsSync(shared))
		return shared;
	const raw = process.env.GRADPHOTO_PORTRAIT;
	if (!raw || !fs.existsSync(raw))
		skipAll('no portrait: run by ./dev check, with Debian\'s ' +
		    'archive in reach');
	const dir = path.join(build, 'portrait');
	const out = path.join(dir, 'astronaut.jpg');
	if (fs.existsSync(out))
		return out;
	fs.mkdirSync(dir, { recursive: true });
	execFileSync(path.join(build, 'idphoto'),
	    ['matte', raw, path.join(dir, 'matte.png')]);
	execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', raw,
	    '-i', path.join(dir, 'matte.png'), '-filter_complex',
	    'color=0xc9c6c0:s=512x512[wall];[1]format=gray[a];' +
	    '[0][a]alphamerge[cut];[wall][cut]overlay=format=auto,' +
	    'crop=252:308:98:0,pad=252:336:0:28:0xc9c6c0,' +
	    'scale=1152:-2:flags=lanczos,unsharp=5:5:1.0',
	    '-frames:v', '1', '-q:v', '2', out]);
	return out;
}

/* The portrait as an endless fake camera film. Chromium wants 4:2:0. */
function film(picture) {
	const out = path.join(os.tmpdir(), `gp-film-${process.pid}.mjpeg`);
	execFileSync('ffmpeg', ['-v', 'error', '-y', '-loop', '1',
	    '-i', picture, '-vf', 'scale=1080:-2,format=yuvj420p',
	    '-c:v', 'mjpeg', '-q:v', '2', '-frames:v', '5', out]);
	return out;
}

/* picture: what the fake camera films, or the film itself (.mjpeg). more:
 * further arguments. */
function launch(defer, picture, more) {
	const args = ['--no-sandbox', '--disable-gpu', '--disable-quic',
	    '--no-first-run', '--disable-background-networking',
	    '--disable-component-update', '--disable-sync', ...more || []];
	if (picture) {
		const f = /\.mjpeg$/.test(picture) ? picture : film(picture);
		if (f !== picture)
			defer(() => fs.rmSync(f, { force: true }));
		args.push('--use-fake-ui-for-media-stream',
		    '--use-fake-device-for-media-stream',
		    '--use-file-for-fake-video-capture=' + f);
	}
	return { executablePath: '/usr/bin/chromium', args };
}

async function browser(defer, picture, more) {
	const b = await chromium.launch(launch(defer, picture, more));
	defer(() => b.close());
	return b;
}

/* Ways to pay depend on it. */
const android = 'Mozilla/5.0 (Linux; Android 13; Pixel 7) ' +
    'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile ' +
    'Safari/537.36';
const student = { viewport: phone, isMobile: true, hasTouch: true,
    deviceScaleFactor: 2, locale: 'zh-CN', permissions: ['camera'],
    userAgent: android };
const desktop = { isMobile: false, hasTouch: false, deviceScaleFactor: 1,
    viewport: { width: 1280, height: 720 }, userAgent: android.replace(
    'Linux; Android 13; Pixel 7', 'X11; Linux x86_64')
    .replace(' Mobile', '') };

/* Errors of the page's scripts and refusals by its security policy fail the
 * test. */
function watch(c) {
	c.on('weberror', (e) => ok(false, 'no script error',
	    e.error().stack));
	c.on('console', (m) => {
		if (/Content Security Policy/.test(m.text()))
			ok(false, 'the security policy holds', m.text());
	});
	return c;
}

/* A phone. options: { javaScriptEnabled, locale, viewport, ... }. */
async function context(b, options) {
	return watch(await b.newContext({ ...student, ...options }));
}

/* A phone whose cookies whoever else drives this browser has too. */
async function ownBrowser(defer, picture, more) {
	const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'gpb-own-'));
	defer(() => fs.rmSync(dir, { recursive: true, force: true }));
	const c = await chromium.launchPersistentContext(dir,
	    { ...launch(defer, picture, more), ...student });
	defer(() => c.close());
	return watch(c);
}

async function shot(page, name) {
	const dir = path.join(build, 'screenshots');
	fs.mkdirSync(dir, { recursive: true });
	await page.screenshot({ path: path.join(dir, name + '.png'),
	    fullPage: true });
}

/* WCAG A and AA as axe sees them, and nothing wider than the phone. */
async function looks(page, name) {
	await shot(page, name);
	/* Not innerWidth, which grows with a page that is too wide. */
	const wide = await page.evaluate(
	    'document.documentElement.scrollWidth') -
	    page.viewportSize().width;
	ok(wide <= 0, `${name}: nothing is wider than the phone`, wide);
	await page.evaluate(fs.readFileSync(
	    require.resolve('axe-core/axe.min.js'), 'utf8'));
	const found = await page.evaluate(`axe.run({ runOnly:
	    ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] })`);
	ok(found.violations.length === 0, `${name}: axe finds nothing`,
	    found.violations.map((v) => v.id + ': ' + v.nodes.map(
		(n) => n.html).join(' | ')).join('\n'));
}

module.exports = { ok, is, note, run, skipAll, product, sql, until, smsCode,
    portrait, film, browser, context, ownBrowser, shot, looks, phone,
    desktop, src, build };
