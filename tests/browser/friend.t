#!/usr/bin/env node
/*
 * A friend's phone is the camera: two browsers that share nothing, the
 * student's in Chinese, the friend's in English; they follow each other
 * without a reload. Then a third that comes too late, and a student who
 * changes her mind.
 */
'use strict';
const crypto = require('crypto');
const fs = require('fs');
const T = require('./lib.js');
const R = require('./ready.js');
const J = require('./journey.js');

const STUDENT = '22300010001';
const GO = 'form[action^="/friend/"] [type=submit]';

const path = (page) => new URL(page.url()).pathname;
const at = (page, want) => T.until(want, () => path(page) === want);
const text = (page) => page.locator('main').innerText();
const has = (page, what) => T.until(`"${what}"`, async () =>
    (await text(page).catch(() => '')).includes(what));

async function shoot(page) {
	await page.locator('#shutter:enabled').waitFor();
	await page.locator('#shutter').click();
	await at(page, '/friend/preview');
}

/* In both languages. */
async function looks(page, name) {
	const c = page.context();
	const lang = await page.evaluate('document.documentElement.lang');

	for (const l of ['zh-CN', 'en'].sort((a) => a === lang ? -1 : 1)) {
		await c.addCookies([{ name: 'gp_lang', value: l,
		    url: page.url() }]);
		if (l !== lang)
			await page.reload();
		await T.looks(page, `${l.slice(0, 2)}-${name}`);
	}
	await c.addCookies([{ name: 'gp_lang', value: lang,
	    url: page.url() }]);
	await page.reload();
}

/* What somebody sees who points a phone at the screen. */
async function newCode(page, prod) {
	await page.goto(prod.base + '/collect/friend');
	await J.press({ page }, 'button[value=new]');
	return page.locator('.gp-qr__code').innerText();
}

/* What the QR code says: 128 bits of a keyed HMAC of the hand-off's nonce. */
function address(prod) {
	const key = Buffer.from(fs.readFileSync(prod.state + '/lookup.key',
	    'utf8').trim(), 'hex');
	const nonce = R.run(prod, 'SELECT LOWER(HEX(nonce)) AS n FROM handoff ' +
	    'WHERE live = 1').flat().pop();
	return prod.base + '/friend/' + crypto.createHmac('sha256', key)
	    .update('handoff.token\0' + nonce).digest('hex').slice(0, 32);
}

T.run(async (defer) => {
	const prod = await T.product(defer);
	const b = await T.browser(defer, T.portrait());
	const mine = await T.context(b, { permissions: [] });
	const hers = await T.context(b, { locale: 'en-GB' });
	const page = await mine.newPage(), other = await hers.newPage();

	await R.ready(prod, mine, STUDENT);
	await page.goto(prod.base + '/collect/camera');
	await J.press({ page }, 'a[href="/collect/friend"]');
	await looks(page, 'friend-none');
	let code = await newCode(page, prod);
	await looks(page, 'friend-code');

	/* --- joining ------------------------------------------------------ */
	await other.goto(prod.base + '/friend');
	await other.fill('[name=Code]', 'ACDE-4679');
	await J.press({ page: other }, 'form[action="/friend"] [type=submit]');
	await T.looks(other, 'en-friend-wrong');
	await other.fill('[name=Code]', code.toLowerCase().replace('-', ''));
	await J.press({ page: other }, 'form[action="/friend"] [type=submit]');
	T.is(path(other), '/friend/camera', 'the code makes it the camera');
	await other.locator('#shutter:enabled').waitFor();
	await looks(other, 'friend-camera');
	T.ok(!/林晓雯|22300010001|13900010001/.test(await other.content()),
	    'with nobody\'s name or number');
	await has(page, '朋友的手机已连上');
	T.ok(true, 'the student sees it without a reload');
	await looks(page, 'friend-bound');

	/* --- shooting -------------------------------------------------------- */
	await shoot(other);
	T.is(R.shots(prod, STUDENT), 1, 'a shot');
	await looks(other, 'friend-preview');
	T.ok(await other.locator('main img').evaluate((i) =>
	    i.complete && i.naturalWidth === 480), 'the friend sees it');
	await has(page, '这张可以用');
	T.ok(await page.locator('.gp-friend-shot img').evaluate((i) =>
	    i.complete && i.naturalWidth === 480), 'so does the student');
	await looks(page, 'friend-shot');
	await J.press({ page: other }, 'a[href="/friend/camera"]');
	await shoot(other);
	T.ok(R.shots(prod, STUDENT) >= 1, 'another');

	/* --- a third phone ----------------------------------------------------- */
	const late = await (await T.context(b, {})).newPage();
	await late.goto(prod.base + '/friend');
	await late.fill('[name=Code]', code);
	await J.press({ page: late }, 'form[action="/friend"] [type=submit]');
	T.ok((await text(late)).includes('另一台手机'),
	    'a second phone is refused in words');
	await T.looks(late, 'zh-friend-other');

	/* --- done ------------------------------------------------------------------ */
	await J.press({ page: other }, 'form[action="/friend/done"] button');
	await has(other, 'Thank you');
	await looks(other, 'friend-thanks');
	await has(page, '朋友拍好了');
	await looks(page, 'friend-done');
	await J.press({ page }, 'a[href^="/collect/preview?photo="]');
	T.is(path(page), '/collect/preview', 'the student goes on');

	/* --- time is over, and more is given ------------------------------------------ */
	code = await newCode(page, prod);
	await other.goto(prod.base + '/friend');
	await other.fill('[name=Code]', code);
	await J.press({ page: other }, 'form[action="/friend"] [type=submit]');
	await other.locator('#shutter:enabled').waitFor();
	R.run(prod, 'UPDATE handoff SET expires_at = UTC_TIMESTAMP() ' +
	    'WHERE live = 1');
	await has(other, '10 minutes are over');
	await looks(other, 'friend-late');
	await has(page, '10 分钟到了');
	await looks(page, 'friend-expired');
	await J.press({ page }, 'button[value=more]');
	await other.locator('#shutter:enabled').waitFor();
	T.is(path(other), '/friend/camera', 'more time: the phone goes on');

	/* --- ended by the student --------------------------------------------------------- */
	await J.press({ page }, 'button[value=end]');
	await has(other, 'has stopped this');
	T.ok(true, 'ended: the friend is told without a reload');
	await T.looks(other, 'en-friend-revoked');

	/* --- the address in the QR code, without scripts -------------------------------------- */
	await newCode(page, prod);
	const link = address(prod);
	const plain = await (await T.context(b, { javaScriptEnabled: false }))
	    .newPage();
	await plain.goto(link);
	await T.shot(plain, 'zh-friend-start');
	await J.press({ page: plain }, GO);
	await plain.setInputFiles('#photo', T.portrait());
	await J.press({ page: plain }, '#file [type=submit]');
	T.is(path(plain), '/friend/preview', 'without scripts a file is sent');
	await T.shot(plain, 'zh-friend-plain-preview');
	const start = await (await T.context(b, { locale: 'en-GB' })).newPage();
	await start.goto(link);
	await looks(start, 'friend-over');
});
