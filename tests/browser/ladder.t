#!/usr/bin/env node
/*
 * The camera page where something is missing or goes wrong: every rung of the
 * ladder down to the plain file, what the page says in this browser, and what
 * becomes of the picture. A still is the camera's own pixels: never mirrored,
 * turned or made smaller.
 */
'use strict';
const fs = require('fs');
const os = require('os');
const path = require('path');
const { execFileSync } = require('child_process');
const T = require('./lib.js');
const J = require('./journey.js');

const WECHAT = 'Mozilla/5.0 (Linux; Android 13; V2203A) AppleWebKit/537.36 ' +
    '(KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 ' +
    'XWEB/1160117 MMWEBSDK/20231202 MicroMessenger/8.0.47 Language/zh_CN';
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) ' +
    'AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 ' +
    'Mobile/15E148 Safari/604.1';

let prod, cookies;

async function student(defer) {
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
	cookies = await c.storageState();
	await b.close();
}

/* The camera page in a context of its own; init runs before its scripts. */
async function camera(b, options, init) {
	const c = await T.context(b, { storageState: cookies, ...options });
	const page = await c.newPage();
	if (/^en/.test(options.locale))
		await c.addCookies([{ name: 'gp_lang', value: 'en',
		    url: prod.base }]);
	if (init)
		await page.addInitScript(typeof init === 'string' ?
		    { content: init } : init);
	await page.goto(prod.base + '/collect/camera');
	return page;
}

async function advised(page, name, title, steps) {
	await page.locator('#advice').waitFor();
	T.is(await page.locator('#advice-title').innerText(), title,
	    `${name}: what happened`);
	const lists = await page.locator('#advice [data-for]:visible')
	    .evaluateAll((all) => all.map((e) => e.dataset.for).join());
	T.is(lists, steps, `${name}: what to do in this browser`);
	T.ok(await page.locator('#photo-button').isVisible(),
	    `${name}: a file can be chosen`);
	await T.looks(page, 'camera-' + name.replace(/ /g, '-'));
}

function without(error) {
	return `navigator.mediaDevices.getUserMedia = () => Promise.reject(
	    new DOMException('', '${error}'));`;
}

async function reasons(defer) {
	const b = await T.browser(defer);
	const android = { userAgent: WECHAT };
	let page = await camera(b, {});
	await advised(page, 'no camera', '没有找到摄像头', '');
	await page.context().close();
	page = await camera(b, { permissions: [], userAgent: IPHONE },
	    without('NotAllowedError'));
	await advised(page, 'denied', '摄像头没有被允许', 'ios_safari');
	T.ok(await page.locator('#native-button').isVisible(),
	    "denied: the phone's own camera is offered");
	T.is(await page.locator('#capture').getAttribute('capture'),
	    'environment', 'denied: with the lens at the back');
	await page.context().close();
	page = await camera(b, {}, without('NotReadableError'));
	await advised(page, 'in use', '摄像头正被别的程序占用', '');
	await page.evaluate(() => {
		navigator.mediaDevices.getUserMedia = () => new Promise(() => {});
	});
	await page.locator('#reopen').click();
	await page.locator('#message:has-text("正在打开摄像头")').waitFor();
	T.ok(true, 'in use: it can be tried again');
	await page.context().close();
	page = await camera(b, android, without('NotAllowedError'));
	await advised(page, 'wechat', '摄像头没有被允许', 'wechat_android');
	await page.context().close();
	page = await camera(b, { ...android, locale: 'en-GB', viewport:
	    { width: 360, height: 640 }, colorScheme: 'dark' },
	    `delete Navigator.prototype.mediaDevices;`);
	await advised(page, 'wechat old en',
	    "This browser can't open the camera in a page", 'wechat_android');
	await page.context().close();
	page = await camera(b, T.desktop, without('NotAllowedError'));
	await advised(page, 'desktop', '摄像头没有被允许', 'desktop');
	T.ok(!await page.locator('#native-button').isVisible(),
	    "desktop: no phone's camera is offered");
	await page.context().close();
}

/* The same product under a name that is no secure origin. */
async function insecure(defer) {
	const b = await T.browser(defer, null,
	    ['--host-resolver-rules=MAP photo.test 127.0.0.1']);
	const there = prod.base.replace(/\/\/[^:/]+/, '//photo.test');
	const state = { ...cookies, cookies: cookies.cookies.map((k) =>
	    ({ ...k, domain: 'photo.test' })) };
	const c = await T.context(b, { storageState: state,
	    permissions: undefined });
	const page = await c.newPage();
	await page.goto(there + '/collect/camera');
	await advised(page, 'insecure', '这个网址不安全，浏览器不让用摄像头', '');
	T.ok((await page.locator('#secure').getAttribute('href'))
	    .startsWith('https://photo.test'),
	    'insecure: the secure address is one tap away');
}

/* A film that is black, and then one whose sides can be told apart. */
function film(name, source) {
	const out = path.join(os.tmpdir(), `gp-${name}-${process.pid}.mjpeg`);
	execFileSync('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i',
	    source, '-vf', 'format=yuvj420p', '-c:v', 'mjpeg', '-q:v', '2',
	    '-frames:v', '5', out]);
	return out;
}

async function black(defer) {
	const f = film('black', 'color=black:s=640x480');
	defer(() => fs.rmSync(f, { force: true }));
	const b = await T.browser(defer, f);
	const page = await camera(b, { userAgent: IPHONE.replace('Version',
	    'MicroMessenger/8.0.47 Version') });
	await advised(page, 'black', '摄像头没有画面', 'wechat_ios');
}

/* The picture that would be sent, as { width, height, left, right }: mean
 * colours of its outer eighths. The server does not get it. */
async function still(page, click) {
	let bytes = null;
	await page.route('**/collect/upload?**', (route) => {
		const body = route.request().postDataBuffer();
		if (body && body.length)
			bytes = body;
		return route.fulfill({ status: 422, json: { message: 'no' } });
	});
	await page.locator('#shutter:enabled').waitFor();
	await click();
	await page.locator('#again').waitFor();
	const out = (crop) => [...execFileSync('ffmpeg', ['-v', 'error', '-i',
	    '-', '-vf', `${crop},scale=1:1:flags=area`, '-pix_fmt', 'rgb24',
	    '-f', 'rawvideo', '-frames:v', '1', '-'], { input: bytes })];
	const size = execFileSync('ffprobe', ['-v', 'error', '-show_entries',
	    'stream=width,height', '-of', 'csv=p=0', '-i', '-'],
	    { input: bytes, encoding: 'utf8' }).trim();
	return { size, left: out('crop=iw/8:ih:0:0'),
	    right: out('crop=iw/8:ih:iw*7/8:0') };
}

/* Red at the left, blue at the right; as a front camera, so that the
 * viewfinder is a mirror. */
async function pixels(defer) {
	const f = film('sides', 'color=red:s=1280x960[r];color=blue:s=640x960' +
	    '[b];[r][b]overlay=640:0');
	defer(() => fs.rmSync(f, { force: true }));
	const b = await T.browser(defer, f);
	const front = `const old = MediaStreamTrack.prototype.getSettings;
	    MediaStreamTrack.prototype.getSettings = function () {
		return { ...old.call(this), facingMode: 'user' };
	    };`;
	for (const [name, init] of [['frame', front +
	    'delete window.ImageCapture;'], ['takePhoto', front]]) {
		const page = await camera(b, {}, init);
		const shutter = () => page.locator('#shutter').click();
		const s = await still(page, shutter);
		T.ok(await page.locator('.gp-view_mirror').count() === 1,
		    `${name}: the viewfinder of a front lens is a mirror`);
		T.is(s.size, '1280,960', `${name}: it has the full size`);
		T.ok(s.left[0] > 200 && s.left[2] < 60 && s.right[2] > 200 &&
		    s.right[0] < 60, `${name}: left is left`,
		    JSON.stringify(s));
		await page.context().close();
	}
	const page = await camera(b, {});
	await still(page, async () => {
		await page.locator('#timer').click();
		await page.locator('#count:visible').waitFor();
		await T.shot(page, 'camera-timer');
	});
	T.ok(true, 'the timer shoots by itself');
	await page.locator('#again').click();
	await page.locator('#shutter:enabled').waitFor();
	T.ok(!await page.locator('#send').isVisible(),
	    'a retake opens the camera again');
	await page.locator('#timer').click();
	await page.locator('#timer').click();
	T.ok(!await page.locator('#count').isVisible(),
	    'the timer can be stopped');
	await page.context().close();
}

async function lenses(defer) {
	const b = await T.browser(defer, null, [
	    '--use-fake-ui-for-media-stream',
	    '--use-fake-device-for-media-stream=device-count=2']);
	const page = await camera(b, { permissions: ['camera',
	    'accelerometer', 'gyroscope'] });
	await page.locator('#switch').waitFor();
	const id = () => page.evaluate(() => document.getElementById('video')
	    .srcObject.getVideoTracks()[0].getSettings().deviceId);
	const first = await id();
	await page.locator('#switch').click();
	await T.until('the other lens', async () => await id() !== first);
	await page.locator('#shutter:enabled').waitFor();
	T.ok(true, 'the other lens can be chosen');
	const cdp = await page.context().newCDPSession(page);
	const hold = (beta, gamma) => cdp.send(
	    'DeviceOrientation.setDeviceOrientationOverride',
	    { alpha: 0, beta, gamma });
	await hold(90, 0);
	await page.locator('#level.gp-level_good').waitFor();
	await hold(75, 40);
	await page.locator('#level:not(.gp-level_good)').waitFor();
	T.ok(true, 'the level shows when the phone is level');
	await page.context().close();
}

/* One tall phone, one short one, a desktop: the shutter is in sight. */
async function sizes(defer) {
	const b = await T.browser(defer, T.portrait());
	for (const [name, options] of [
	    ['390x844', {}],
	    ['360x640', { viewport: { width: 360, height: 640 } }],
	    ['360x640-en-dark', { viewport: { width: 360, height: 640 },
		locale: 'en-GB', colorScheme: 'dark' }],
	    ['390x844-en', { locale: 'en-GB' }],
	    ['desktop', T.desktop]]) {
		const page = await camera(b, options);
		await page.locator('#shutter:enabled').waitFor();
		await page.locator('#hint:visible').waitFor();
		const box = await page.locator('#shutter').boundingBox();
		T.ok(box.y + box.height <= page.viewportSize().height,
		    `${name}: the shutter needs no scrolling`,
		    JSON.stringify(box));
		await T.looks(page, 'camera-' + name);
		await page.context().close();
	}
}

/* Browsers that lack what the hints would like best. */
async function plain(defer) {
	const b = await T.browser(defer, T.portrait());
	for (const [name, detector] of [['VideoFrame', true],
	    ['OffscreenCanvas', false]]) {
		const page = await camera(b, {}, `delete window.${name};
		    addEventListener('seen', (e) => {
			window.seen_ = e.detail; }, true);`);
		await page.locator('#hint:visible').waitFor();
		await T.until('a look', () => page.evaluate((d) => window.seen_
		    && window.seen_.detector === d, detector));
		T.ok(true, `hints come without ${name}`);
		await page.context().close();
	}
}

async function files(defer) {
	const b = await T.browser(defer);
	const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'gpf-'));
	defer(() => fs.rmSync(dir, { recursive: true, force: true }));
	const file = (name, data) => {
		fs.writeFileSync(path.join(dir, name), data);
		return path.join(dir, name);
	};
	const page = await camera(b, {});
	const said = async (name, want) => T.ok((await page.locator('#message')
	    .innerText()).includes(want), `${name}: the page says so`,
	    await page.locator('#message').innerText());
	await page.locator('#advice').waitFor();
	await page.setInputFiles('#photo', file('large.jpg',
	    Buffer.concat([Buffer.from('ffd8ffe0', 'hex'),
		Buffer.alloc(40e6)])));
	await page.locator('#message.gp-error').waitFor();
	await said('40 MB', '20 MB');
	await page.setInputFiles('#photo', file('film.gif', 'GIF89a..........'));
	await T.until('another message', async () => /不是照片/.test(
	    await page.locator('#message').innerText()));
	T.ok(true, 'no picture: the page says so');
	/* What iPhones' albums hold: this browser can't show it. */
	await page.route('**/collect/upload?**', (route) =>
	    route.fulfill({ status: 422, json: { message: '换一张' } }));
	await page.setInputFiles('#photo', file('IMG_1.HEIC', Buffer.concat([
	    Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'),
	    Buffer.alloc(4000)])));
	await page.locator('#unseen').waitFor();
	await T.until('the answer', async () => /换一张/.test(
	    await page.locator('#message').innerText()));
	T.ok(true, 'HEIC: sent, though it cannot be shown here');
	await T.looks(page, 'camera-heic');
	await page.context().close();
}

/* Signed out while shooting; the picture is sent after the log-in. */
async function expired(defer) {
	const b = await T.browser(defer, T.portrait());
	const page = await camera(b, {});
	await page.locator('#shutter:enabled').waitFor();
	await page.context().clearCookies();
	await page.locator('#shutter').click();
	await page.locator('#login').waitFor();
	await T.looks(page, 'camera-signed-out');
	await page.locator('#login').click();
	await page.waitForURL(/\/login/);
	await J.fill({ page }, { Who: '13800000001', Password: J.PASSWORD });
	await page.locator('form[action^="/login"] .weui-btn_primary').click();
	await page.waitForURL(/\/collect\/preview/, { timeout: 60000 });
	T.ok(true, 'signed out: the picture arrives after the log-in');
}

T.run(async (defer) => {
	prod = await T.product(defer);
	await student(defer);
	await reasons(defer);
	await insecure(defer);
	await black(defer);
	await pixels(defer);
	await lenses(defer);
	await sizes(defer);
	await plain(defer);
	await files(defer);
	await expired(defer);
});
