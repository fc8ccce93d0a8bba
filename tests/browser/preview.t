#!/usr/bin/env node
/*
 * The guide by keyboard, the preview by finger, mouse and keys, a remark, the
 * way back and forth between them, and what a finished collection leaves in
 * hand. Every page in both languages, dark and on a small phone too.
 */
'use strict';
const fs = require('fs');
const path = require('path');
const { execFileSync } = require('child_process');
const T = require('./lib.js');
const J = require('./journey.js');

const at = (page) => new URL(page.url()).pathname;

/* The whole of card i is in sight. */
function card(page, i) {
	return T.until('card ' + i, () => page.evaluate(`(() => {
		const r = document.getElementById('tip-${i}')
			.getBoundingClientRect();
		return r.left >= 0 && r.right <= innerWidth + 1; })()`));
}

async function guide(page, base) {
	await page.goto(base + '/collect/guide');
	await page.locator('#tips').focus();
	for (let i = 2; i <= 7; i++) {
		await page.keyboard.press('ArrowRight');
		await card(page, i);
	}
	T.ok(true, 'guide: the arrow keys lead to the last card');
	await page.reload();
	await card(page, 7);
	T.ok(true, 'guide: a reload stays at the card');
	await page.locator('#tip-7 a[href="#tip-6"]').click();
	await card(page, 6);
	T.is(await page.evaluate('document.activeElement.parentNode.id'),
	    'tip-6', 'guide: the focus goes with the card');
	T.is(await page.locator('#tip-2 a[href="/collect/friend"]').count(), 1,
	    'guide: "no selfies" offers a friend\'s phone');
	await page.locator('#tip-7 a[href="/collect/camera"]').focus();
	await card(page, 7);
	await page.keyboard.press('Enter');
	await page.waitForURL('**/collect/camera');
	await page.goBack();
	T.is(at(page), '/collect/guide', 'guide: back leads to it, not past it');
	await card(page, 7);
}

/* The picture in sight, by the link that says so. */
function inSight(page) {
	return page.locator('#tabs [aria-current]').getAttribute('href');
}

/* It has come to rest, too: what is pressed on the way may be lost. */
function rests(page, which) {
	return page.evaluate((id) => {
		const middle = (e) => {
			const r = e.getBoundingClientRect();
			return r.left + r.width / 2;
		};
		return Math.abs(middle(document.getElementById(id)) -
		    middle(document.getElementById('slides'))) < 1;
	}, 'look-' + which);
}

async function seen(page, which, how) {
	await T.until(how, async () => (await inSight(page)) ===
	    '#look-' + which && rests(page, which)).then(() => T.ok(true, 'preview: ' + how),
	    (e) => T.ok(false, 'preview: ' + how, e.message));
}

async function swipe(page) {
	const box = await page.locator('#slides').boundingBox();
	const x = box.x + box.width / 2, y = box.y + box.height / 2;
	const cdp = await page.context().newCDPSession(page);
	const touch = (type, dx) => cdp.send('Input.dispatchTouchEvent', { type,
	    touchPoints: type === 'touchEnd' ? [] : [{ x: x + dx, y }] });
	/* Well past the middle: a slow machine sees no fling, just a drag. */
	const finger = async (way) => {
		await touch('touchStart', -way / 2);
		for (let i = 1; i <= 10; i++)
			await touch('touchMove', way * i / 10 - way / 2);
		await touch('touchEnd');
	};

	await seen(page, 'result', 'the result is seen first');
	await finger(-box.width / 2);
	await seen(page, 'original', 'a finger swipes to the original');
	await finger(box.width / 2);
	await seen(page, 'result', 'and back');
	await page.mouse.move(x, y);
	await page.mouse.down();
	await page.mouse.move(x - 120, y, { steps: 4 });
	await page.mouse.up();
	await seen(page, 'original', 'a mouse drags');
	T.is(at(page), '/collect/preview', 'preview: which is no click');
	await page.locator('#slides').focus();
	await page.keyboard.press('ArrowLeft');
	await seen(page, 'result', 'an arrow key turns');
	await page.locator('#tabs a').nth(1).click();
	await seen(page, 'original', 'a link leads to the original');
	T.is(await page.evaluate('location.hash'), '',
	    'preview: which leaves no step in the history');
	await page.locator('#tabs a').nth(0).click();
	await seen(page, 'result', 'and one to the result');
}

async function proportion(page) {
	const img = await page.locator('#look-result img').boundingBox();
	const natural = await page.evaluate(`(() => {
		const i = document.querySelector('#look-result img');
		return i.naturalWidth / i.naturalHeight; })()`);
	T.ok(Math.abs(img.width / img.height - natural) < 0.01,
	    'preview: the photo keeps its proportion',
	    `${img.width} x ${img.height}`);
	const ruler = page.locator('.gp-ruler');
	const box = await ruler.boundingBox();
	T.ok(Math.abs(box.width - img.width) < 1 &&
	    Math.abs(box.y - img.y) < 1, 'preview: the ruler lies on it');
	const eyes = await page.locator('.gp-ruler').innerHTML();
	const value = /class="gp-level__value"[^>]*>(\d+) ✓/.exec(eyes);
	T.ok(value, 'preview: with measured numbers');
	await page.locator('#ruler').uncheck();
	T.ok(await ruler.isHidden(), 'preview: it can be taken off');
	await page.locator('#ruler').check();
	const original = page.locator('#look-original img');
	await original.scrollIntoViewIfNeeded();
	await T.until('the original', () => original.evaluate((i) =>
	    i.complete && i.naturalWidth > 0));
	T.ok(await original.evaluate((i) =>
	    Math.max(i.naturalWidth, i.naturalHeight)) <= 960,
	    'preview: the original comes small');
}

async function remark(page) {
	await page.locator('#remark summary').click();
	await J.press({ page }, '#remark [type=submit]');
	T.ok(await page.locator('.gp-error').evaluate((e) =>
	    e === document.activeElement), 'remark: an empty one is refused, ' +
	    'and the focus is on why');
	await T.looks(page, 'zh-preview-remark');
	await page.locator('.gp-error a').click();
	T.ok(await page.locator('#f-Remark').evaluate((e) =>
	    e === document.activeElement), 'remark: which leads to the field');
	await page.locator('[name=Edge]').check();
	await page.locator('#f-Remark').fill('左边的头发少了一块');
	await J.press({ page }, '#remark [type=submit]');
	await page.reload();
	T.ok((await page.locator('main').innerText())
	    .includes('左边的头发少了一块'), 'remark: kept and shown');
	T.ok(await page.locator('[name=Edge]').isChecked(),
	    'remark: there to be changed');
	await T.looks(page, 'zh-preview-remarked');
}

async function retake(page) {
	await page.locator('#look-result a').click();
	await page.waitForURL('**/collect/camera');
	T.ok(true, 'preview: a tap on the photo retakes it');
	T.is(await page.locator('main a[href="/collect/guide"]').count(), 1,
	    'camera: the guide is in reach');
	await page.goBack();
	T.is(at(page), '/collect/preview', 'preview: back leads back');
	await page.goto(page.url().replace('preview', 'camera'));
	await J.press({ page }, 'main a[href="/collect/preview"]');
	T.is(at(page), '/collect/preview', 'camera: nothing is lost by leaving');
}

/* Two languages, dark, a small phone, twice the text. */
async function looks(page, name, url) {
	const cookie = (lang) => page.context().addCookies([{ name: 'gp_lang',
	    value: lang, url }]);

	await page.goto(url);
	await T.looks(page, 'zh-' + name);
	await cookie('en');
	await page.emulateMedia({ colorScheme: 'dark' });
	await page.setViewportSize({ width: 360, height: 640 });
	await page.goto(url);
	await T.looks(page, 'en-dark-small-' + name);
	await page.emulateMedia({ colorScheme: 'light' });
	await page.setViewportSize(T.phone);
	await cookie('zh-CN');
	await page.goto(url);
}

async function withoutScripts(b, prod, state) {
	const c = await T.context(b, { javaScriptEnabled: false,
	    storageState: state });
	const page = await c.newPage();
	await page.goto(prod.base + '/collect/preview');
	T.is(await page.locator('#slides img').count(), 2,
	    'no scripts: two pictures');
	await page.locator('#tabs a').nth(1).click();
	T.is(new URL(page.url()).hash, '#look-original',
	    'no scripts: a link leads to the other');
	await page.goto(prod.base + '/collect/guide');
	const tops = await page.locator('.gp-tip').evaluateAll((l) =>
	    l.map((e) => e.getBoundingClientRect().top));
	T.ok(tops.every((y, i) => i === 0 || y > tops[i - 1]),
	    'no scripts: the guide is a list', tops.join(' '));
	await c.close();
}

function verify(prod, certificate, photo) {
	try {
		execFileSync(path.join(T.src, '.dev/root/bin/idphoto'),
		    ['verify', certificate, photo], { stdio: 'pipe' });
		return '';
	} catch (e) {
		return `${e.stdout}${e.stderr}`;
	}
}

async function keep(prod, page, url) {
	const get = async (what, name) => {
		const answer = await page.request.get(url + '/' + what);
		const file = path.join(prod.state, name);
		fs.writeFileSync(file, await answer.body());
		return { answer, file };
	};
	const [download] = await Promise.all([page.waitForEvent('download'),
	    page.locator('a[download]').click()]);
	T.is(download.suggestedFilename(), '22300010001 林晓雯.jpg',
	    'the photo comes under the profile\'s name');
	const photo = path.join(prod.state, 'kept.jpg');
	await download.saveAs(photo);
	await page.goto(url + '/prints');
	await page.locator('#f-size').selectOption('1inch');
	await J.press({ page }, '.gp-sheet [type=submit]');
	await T.looks(page, 'zh-prints-1inch');
	const pdf = await get('sheet.pdf?size=1inch&paper=6inch', 'sheet.pdf');
	const text = fs.readFileSync(pdf.file, 'latin1');
	T.ok(text.startsWith('%PDF-') && text.trimEnd().endsWith('%%EOF') &&
	    text.match(/\/Type \/Page\s/g).length === 1,
	    'the sheet is a PDF of one page');
	const cert = await get('certificate', 'certificate.json');
	T.is(cert.answer.status(), 200, 'there is a certificate of origin');
	if (cert.answer.status() === 200)
		T.is(verify(prod, cert.file, photo), '',
		    'idphoto verifies it with the photo');
}

T.run(async (defer) => {
	const prod = await T.product(defer);
	const b = await T.browser(defer);
	const c = await T.context(b, {});
	const page = await c.newPage();
	const w = { prod, page, scripts: true, picture: T.portrait(),
	    person: { kind: 'graduate', type: 'card',
		number: '110101200403120028', name: '林晓雯', sex: 'F',
		phone: '13800000001', code: 'CHSI0:9f86d081884c7d659a2feaa0' } };
	await J.register(w, '/c/demo0000000000000000000000000001');
	await J.collect(w);
	await guide(page, prod.base);
	await looks(page, 'guide', prod.base + '/collect/guide');
	await page.goto(prod.base + '/collect/camera');
	/* The page's script sends what was chosen. */
	await page.setInputFiles('#photo', w.picture);
	await page.waitForURL('**/collect/preview');
	await swipe(page);
	await proportion(page);
	await looks(page, 'preview', prod.base + '/collect/preview');
	await remark(page);
	await retake(page);
	await withoutScripts(b, prod, await c.storageState());
	await page.goto(prod.base + '/collect/preview');
	await J.order(w);
	await J.pay(w);
	await J.completed(w);
	const url = page.url();
	for (const [name, tail] of [['collection', ''], ['card', '/card'],
	    ['prints', '/prints']])
		await looks(page, name, url + tail);
	await page.goto(url);
	await keep(prod, page, url);
});
