#!/usr/bin/env node
/*
 * The 采集码 by camera and from the album, somebody else's, and the ticket
 * for the centre, on a phone. The fake camera films a code on a screen.
 */
'use strict';
const fs = require('fs');
const path = require('path');
const { execFileSync } = require('child_process');
const T = require('./lib.js');
const R = require('./ready.js');

const STUDENT = '22300010001', OTHER = '22300010002';
const bin = path.join(process.env.GP_BUILD, 'gradphoto');

function tool(prod, ...args) {
	return execFileSync(bin, ['--config', prod.state + '/gradphoto.conf',
	    ...args], { encoding: 'utf8' }).trim();
}

function ffmpeg(...args) {
	execFileSync('ffmpeg', ['-v', 'error', '-y', ...args]);
}

/* A code on a page of a phone, 20 % of its width. */
function screenshot(prod, text, name) {
	const code = path.join(prod.state, name + '-code.png');
	const out = path.join(prod.state, name + '.png');

	execFileSync('qrencode', ['-o', code, '-s', '4', text]);
	ffmpeg('-f', 'lavfi', '-i', 'color=0xf2f3f5:s=1080x2340', '-i', code,
	    '-filter_complex', '[1]scale=216:216:flags=neighbor[c];' +
	    '[0][c]overlay=432:700', '-frames:v', '1', out);
	return out;
}

/* The same through a lens: turned, soft, grainy. */
function film(prod, text) {
	const code = path.join(prod.state, 'film.png');
	const out = path.join(prod.state, 'code.mjpeg');

	execFileSync('qrencode', ['-o', code, '-s', '6', text]);
	ffmpeg('-loop', '1', '-i', code, '-vf', 'scale=420:420,' +
	    'pad=1280:720:430:150:0x808890,rotate=0.12:fillcolor=0x808890,' +
	    'gblur=sigma=0.8,noise=alls=12:allf=t,format=yuvj420p',
	    '-c:v', 'mjpeg', '-q:v', '4', '-frames:v', '5', out);
	return out;
}

function nothing(prod) {
	const out = path.join(prod.state, 'grey.mjpeg');

	ffmpeg('-f', 'lavfi', '-i', 'color=0x707478:s=1280x720', '-vf',
	    'noise=alls=12:allf=t,format=yuvj420p', '-c:v', 'mjpeg',
	    '-q:v', '4', '-frames:v', '5', out);
	return out;
}

const at = (page) => new URL(page.url()).pathname;
const arrives = (page, want) => T.until(want, () => at(page) === want);
const payload = (page) => page.locator('[name=Payload]').inputValue();

/* Before the code page: no code, nothing confirmed. */
async function begin(prod, c, student) {
	await R.ready(prod, c, student);
	R.run(prod, "DELETE FROM chsi_code; UPDATE collection SET " +
	    "confirmed_at = NULL, route = ''");
}

async function inBoth(page, c, name) {
	await T.looks(page, 'zh-' + name);
	await c.addCookies([{ name: 'gp_lang', value: 'en', url: page.url() }]);
	await page.reload();
	await T.looks(page, 'en-' + name);
	await c.addCookies([{ name: 'gp_lang', value: 'zh-CN',
	    url: page.url() }]);
	await page.reload();
}

async function byCamera(prod, c, page, code) {
	await page.goto(prod.base + '/collect/code');
	await inBoth(page, c, 'code-scan');
	await page.locator('[data-open]').click();
	await T.until('the code', async () => await payload(page) === code);
	T.ok(true, 'the camera reads the code');
	T.is(await page.locator('dialog').evaluate((d) => d.open), false,
	    'and closes');
	T.is(await page.locator('video').evaluate((v) => v.srcObject), null,
	    'its light goes out');
	T.is(await page.evaluate('document.activeElement.name'), 'Last4',
	    'what remains to be typed has the focus');
	T.ok((await page.locator('[data-found]').innerText())
	    .includes('已经扫到'), 'and it is said');
	await page.keyboard.type('0028');
	await page.locator('.gp-main form [type=submit]').last().click();
	await arrives(page, '/collect/confirm');
	T.is(await page.locator('.gp-match__ok').count(), 4,
	    'name, number, student number and school match');
	T.is(await page.locator('.gp-match__bad').count(), 0,
	    'nothing differs');
	await inBoth(page, c, 'confirm-code');
}

/* With the last four already there, the scan is all there is to do. */
async function byDetector(prod, c, page) {
	await page.addInitScript(() => {
		window.BarcodeDetector = class {
			static async getSupportedFormats() {
				return ['qr_code'];
			}
			async detect() {
				return [{ rawValue: 'FROM-DETECTOR' }];
			}
		};
		MediaStreamTrack.prototype.getCapabilities = () =>
		    ({ torch: true });
	});
	await page.goto(prod.base + '/collect/code');
	const asked = [];
	page.on('request', (q) => asked.push(q.url()));
	await page.locator('[name=Last4]').fill('0028');
	await page.locator('[data-open]').click();
	await arrives(page, '/collect/confirm');
	T.ok(!asked.some((u) => /jsqr/.test(u)),
	    "the browser's own reader is used where there is one");
}

async function torch(prod, page) {
	await page.addInitScript(() => {
		window.torches = [];
		window.BarcodeDetector = class {
			static async getSupportedFormats() {
				return ['qr_code'];
			}
			async detect() {
				return [];
			}
		};
		MediaStreamTrack.prototype.getCapabilities = () =>
		    ({ torch: true });
		MediaStreamTrack.prototype.applyConstraints = async (o) => {
			window.torches.push(o.advanced[0].torch);
		};
	});
	await page.goto(prod.base + '/collect/code');
	await page.locator('[data-open]').click();
	const button = page.locator('[data-torch]');
	await button.waitFor();
	await T.shot(page, 'zh-code-scanning');
	await button.click();
	await T.until('the torch', async () =>
	    await button.getAttribute('aria-pressed') === 'true');
	await button.click();
	await T.until('the torch to go', async () =>
	    await button.getAttribute('aria-pressed') === 'false');
	T.is(JSON.stringify(await page.evaluate('window.torches')),
	    '[true,false]', 'the torch goes on and off');
	await T.until('advice', async () => (await page.locator(
	    '.gp-scan__say').innerText()).includes('还没认出来'));
	T.ok(true, 'who waits in vain is told what helps');
	await page.locator('[data-shot]').click();
	await T.until('a file', () => page.locator('[name=Picture]')
	    .evaluate((f) => f.files.length === 1));
	T.ok(true, 'a picture taken is the file of the form');
	await page.locator('[name=Last4]').fill('0028');
	await page.locator('.gp-main form [type=submit]').last().click();
	await page.locator('.gp-error').first().waitFor();
	T.ok((await page.locator('main').innerText())
	    .includes('没有认出二维码'), 'which the server looks at');
	await page.locator('[data-open]').click();
	await page.locator('video').evaluate((v) => v.play());
	await page.keyboard.press('Escape');
	await T.until('the end', () => page.locator('video').evaluate((v) =>
	    v.srcObject === null));
	T.ok(true, 'Escape closes it');
}

async function refused(prod, page) {
	for (const [name, said] of [['NotAllowedError', '没有使用摄像头的权限'],
	    ['NotFoundError', '摄像头打不开']]) {
		await page.addInitScript((n) => {
			navigator.mediaDevices.getUserMedia = () =>
			    Promise.reject(new DOMException('', n));
		}, name);
		await page.goto(prod.base + '/collect/code');
		await page.locator('[data-open]').click();
		await T.until(said, async () => (await page.locator(
		    '[data-found]').innerText()).includes(said));
		T.is(await page.locator('dialog').evaluate((d) => d.open),
		    false, `${name}: said, and the album stays`);
	}
}

async function byAlbum(prod, page, picture, four) {
	await page.goto(prod.base + '/collect/code');
	await page.locator('[name=Picture]').setInputFiles(picture);
	await page.locator('[name=Last4]').fill(four);
	await page.locator('.gp-main form [type=submit]').last().click();
}

async function ticket(prod, c, page) {
	await page.goto(prod.base + '/collect/confirm');
	await page.locator('form[action="/collect/confirm"] [type=submit]')
	    .click();
	await arrives(page, '/collect/route');
	await inBoth(page, c, 'route-onsite');
	await page.locator('button[value=onsite]').click();
	await arrives(page, '/collect/ticket');
	await inBoth(page, c, 'ticket');
	const shot = path.join(prod.state, 'ticket.png');
	await page.screenshot({ path: shot, fullPage: true });
	const read = tool(prod, 'scan', shot);
	T.is(read, (await page.locator('.gp-ticket__text').innerText())
	    .replace(/-/g, ''), 'the code holds what stands below it');
	T.is(JSON.parse(tool(prod, 'ticket', 'check', read)).verdict, 'good',
	    'the station reads it off the phone');
}

T.run(async (defer) => {
	const prod = await T.product(defer);
	const code = tool(prod, 'code', 'make', '--no', STUDENT, '--name',
	    '*晓雯', '--id', '110101********0028', '--school', 'demo');
	const b = await T.browser(defer, film(prod, code));
	const c = await T.context(b, {});
	await begin(prod, c, STUDENT);
	await byCamera(prod, c, await c.newPage(), code);
	await byDetector(prod, c, await c.newPage());

	const dark = await T.browser(defer, nothing(prod));
	const d = await T.context(dark, { storageState:
	    await c.storageState() });
	await torch(prod, await d.newPage());
	await refused(prod, await d.newPage());

	const page = await c.newPage();
	await byAlbum(prod, page, screenshot(prod, code, 'own'), '0028');
	await arrives(page, '/collect/confirm');
	T.ok(true, 'a screenshot from the album is read');
	const other = await T.context(b, {});
	await R.ready(prod, other, OTHER);
	R.run(prod, "DELETE FROM chsi_code WHERE code_sealed = ''");
	const theirs = await other.newPage();
	const opaque = screenshot(prod, 'CHSI0:4f5e', 'opaque');
	await byAlbum(prod, page, opaque, '0028');
	await arrives(page, '/collect/confirm');
	await byAlbum(prod, theirs, opaque, '1018');
	await theirs.locator('.gp-error').first().waitFor();
	T.ok((await theirs.locator('main').innerText())
	    .includes('已经用在另一个学籍上'), "another's code is refused");
	await byAlbum(prod, theirs, screenshot(prod, code, 'wrong'), '1018');
	await theirs.locator('.gp-error').first().waitFor();
	T.ok((await theirs.locator('main').innerText())
	    .includes('学号与这个学籍不同'), 'one that says whose it is, too');
	await T.looks(theirs, 'zh-code-wrong');
	await ticket(prod, c, page);

	const plain = await T.context(b, { javaScriptEnabled: false,
	    storageState: await c.storageState() });
	const still = await plain.newPage();
	await byAlbum(prod, still, screenshot(prod, code, 'plain'), '0028');
	await arrives(still, '/collect/confirm');
	T.ok(true, 'and without scripts');
	await still.goto(prod.base + '/collect/code');
	T.is(await still.locator('[data-open]').isVisible(), false,
	    'where no camera is offered');
	T.ok(!/GPTEST2\.|CHSI0:/.test(prod.log('student')),
	    'no code stands in the log');
});
