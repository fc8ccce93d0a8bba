#!/usr/bin/env node
/*
 * Money as students meet it: extra prints and an address by lists, WeChat Pay
 * from a phone (H5), a desktop (QR) and inside WeChat (JSAPI), Alipay, an
 * order that runs out of time while it is looked at, money that comes too
 * late and goes back, a receipt, and a problem. Pages in both languages.
 */
'use strict';
const fs = require('fs');
const path = require('path');
const crypto = require('crypto');
const { execFileSync } = require('child_process');
const T = require('./lib.js');
const J = require('./journey.js');
const { BRIDGE } = require('../../tools/simulator_page.js');

const WECHAT = 'Mozilla/5.0 (Linux; Android 13; Pixel 7) ' +
    'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile ' +
    'Safari/537.36 MicroMessenger/8.0.50';
let prod, b;

/* What the provider is told beside what payers do. */
async function control(q) {
	const conf = fs.readFileSync(path.join(prod.state, 'pay/wechat.conf'),
	    'utf8');
	const host = /^wechat_host = (.*)$/m.exec(conf)[1];
	const r = await fetch(host + '/control', { method: 'POST',
	    body: JSON.stringify({ quiet: true, ...q }) });
	return r.json();
}

const one = (text) => T.sql(prod, text).flat().pop();
const stateOf = (order) => one(`SELECT state FROM orders
    WHERE token = '${order}'`);

/* A browser of a student whose photo is ready: the one that the first
 * student took. */
async function student(no, options) {
	const token = crypto.randomBytes(16).toString('hex');
	const random = () => crypto.randomBytes(16).toString('hex');
	T.sql(prod, `
		INSERT INTO account (state, id_type, id_sealed, id_lookup, name,
		    sex, phone, phone_login, email, password, campaign_id,
		    created_at)
		SELECT 'active', id_type, id_sealed, id_lookup, name, sex,
		    CONCAT('139', RIGHT(student_no, 8)),
		    CONCAT('139', RIGHT(student_no, 8)), '', '!', campaign_id,
		    UTC_TIMESTAMP() FROM roster WHERE student_no = '${no}';
		SET @a = LAST_INSERT_ID();
		INSERT INTO enrolment (account_id, roster_id, created_at)
		SELECT @a, id, UTC_TIMESTAMP() FROM roster
		WHERE student_no = '${no}';
		SET @e = LAST_INSERT_ID();
		INSERT INTO consent (account_id, purpose, version, text_sha256,
		    accepted_at, remote_addr)
		SELECT @a, purpose, version, text_sha256, UTC_TIMESTAMP(), ''
		FROM consent WHERE account_id = 1;
		INSERT INTO session (token_hash, account_id, created_at,
		    expires_at) VALUES (UNHEX(SHA2('${token}', 256)), @a,
		    UTC_TIMESTAMP(), UTC_TIMESTAMP() + INTERVAL 1 HOUR);
		INSERT INTO collection (token, account_id, enrolment_id,
		    roster_id, campaign_id, live, state, route, confirmed_at, created_at,
		    updated_at)
		SELECT '${random()}', @a, @e, id, campaign_id, 1, 'draft',
		    'online', UTC_TIMESTAMP(), UTC_TIMESTAMP(), UTC_TIMESTAMP()
		FROM roster WHERE student_no = '${no}';
		SET @c = LAST_INSERT_ID();
		INSERT INTO chsi_code (enrolment_id, code_lookup, code_sealed,
		    scheme, created_at) VALUES (@e,
		    UNHEX(SHA2('${token}', 256)), '', 'opaque', UTC_TIMESTAMP());
		INSERT INTO photo (token, collection_id, original_sha256,
		    original_type, result_sha256, verdict, report, profile,
		    created_at)
		SELECT '${random()}', @c, original_sha256, original_type,
		    result_sha256, verdict, report, profile, UTC_TIMESTAMP()
		FROM photo WHERE id = 1;
		UPDATE collection SET state = 'photo_ready',
		    photo_id = LAST_INSERT_ID() WHERE id = @c;`);
	const c = await T.context(b, options);
	const lang = options.locale === 'en-GB' ? 'en' : 'zh-CN';
	await c.addCookies([
	    { name: 'gp_session', value: token, url: prod.base },
	    { name: 'gp_lang', value: lang, url: prod.base }]);
	return { prod, page: await c.newPage(), context: c, scripts: true };
}

const at = (w) => new URL(w.page.url()).pathname;

/* An order without prints; w.order is its number. */
async function order(w) {
	await w.page.goto(prod.base + '/collect/prints');
	await J.fill(w, { Prints: 'no' });
	await J.press(w, '.gp-prints .gp-actions [type=submit]');
	w.order = at(w).split('/')[2];
	T.is(stateOf(w.order), 'pending', 'an order is made');
}

/* The page comes to tell by itself that the order is in a state. */
async function tells(w, css, what) {
	await w.page.waitForURL(`**/orders/${w.order}`, { timeout: 60000 });
	await w.page.locator(css).first().waitFor({ timeout: 60000 });
	T.ok(true, what);
}

/* --- H5 --------------------------------------------------------------- */

/* The whole way, with prints. */
async function h5() {
	const c = await T.context(b, {});
	const page = await c.newPage();
	const w = { prod, page, context: c, scripts: true,
	    picture: T.portrait(), person: { kind: 'graduate', type: 'card',
		number: '110101200403120028', name: '林晓雯', sex: 'F',
		phone: '13800000001', code: 'CHSI0:9f86d081884c7d659a2feaa0' } };
	await J.register(w, '/c/demo0000000000000000000000000001');
	await J.collect(w);
	await J.shootByFile(w);
	await J.press(w, 'form[action="/collect/preview"] [type=submit]');
	await T.looks(page, 'pay-prints-no');
	T.is(await page.locator('.gp-total strong').innerText(), '¥20.00',
	    'the sum without prints');
	await J.fill(w, { Prints: 'yes', Recipient: '林晓雯',
	    Phone: '13800000001', Detail: '新华北路 1 号 2 栋 301',
	    Mailing: '1' });
	await page.locator('select[data-fen]').nth(1).selectOption('2');
	await J.fill(w, { Province: '650000' });
	T.is(await page.locator('.gp-total strong').innerText(), '¥67.00',
	    'the sum follows: 35, two sets at 6, postage 20');
	await J.fill(w, { Province: '310000', District: '310110' });
	T.is(await page.locator('[name=City]').inputValue(), '310100',
	    'a province of one city chooses it');
	T.is(await page.locator('.gp-total strong').innerText(), '¥47.00',
	    'no postage in Shanghai');
	await T.looks(page, 'pay-prints-yes');
	await J.press(w, '.gp-prints .gp-actions [type=submit]');
	w.order = at(w).split('/')[2];
	T.is(one(`SELECT amount_fen FROM orders WHERE token = '${w.order}'`),
	    '4700', 'what the page showed is what it costs');
	await T.looks(page, 'pay-order');
	/* The page goes on by itself: not before it has been looked at. */
	const hold = (route) => route.abort('aborted');
	await page.route(/\/simulator\//, hold);
	await J.press(w, '[name=Provider][value=wechat]');
	await T.looks(page, 'pay-go');
	await page.unroute(/\/simulator\//, hold);
	await page.goto(prod.base + at(w));
	await page.waitForURL('**/simulator/pay*');
	await page.locator('[name=action][value=pay]').click();
	await tells(w, '.gp-paid', 'H5: paid, and the page says so');
	T.is(stateOf(w.order), 'paid', 'the order is paid');
	await T.looks(page, 'pay-paid');
	const got = await page.request.get(
	    `${prod.base}/orders/${w.order}/receipt`);
	const pdf = path.join(prod.state, 'receipt.pdf');
	fs.writeFileSync(pdf, await got.body());
	T.ok(got.headers()['content-type'] === 'application/pdf' &&
	    fs.readFileSync(pdf).subarray(0, 5).toString() === '%PDF-',
	    'a receipt can be downloaded');
	fs.copyFileSync(pdf, path.join(T.build, 'screenshots/receipt.pdf'));
	await page.goto(prod.base + '/addresses');
	await T.looks(page, 'pay-addresses');
	await page.locator('.gp-place a').click();
	await T.looks(page, 'pay-address');
	return w;
}

/* What the student sees of a parcel, once it is on its way. */
async function parcel(w) {
	T.sql(prod, `UPDATE collection SET state = 'approved'
	    WHERE state = 'submitted'`);
	const tool = (...args) => execFileSync(path.join(T.src,
	    '.dev/root/bin/gradphoto'), ['--config', path.join(prod.state,
	    'gradphoto.conf'), 'parcels', ...args]);
	tool('print', w.order);
	tool('ship', w.order, '--courier', '顺丰速运', '--parcel',
	    'SF1234567890123');
	await w.page.goto(`${prod.base}/orders/${w.order}`);
	T.ok(/顺丰速运 SF1234567890123/.test(await w.page.locator(
	    '.gp-timeline').innerText()), 'courier and number are shown');
	await T.looks(w.page, 'pay-parcel');
	await w.page.goto(`${prod.base}/orders/${w.order}/problem`);
	await T.looks(w.page, 'pay-problem');
	await J.fill(w, { Kind: 'twice', Message: '银行卡扣了两次' });
	await J.press(w, '.gp-main [action$="/problem"] [type=submit]');
	await T.looks(w.page, 'pay-problem-filed');
}

/* --- the other ways ------------------------------------------------------- */

async function desktop() {
	const w = await student('22300010002', { ...T.desktop, locale: 'en-GB' });
	await order(w);
	await T.looks(w.page, 'pay-desktop-order');
	await J.press(w, '[name=Provider][value=wechat]');
	const file = path.join(prod.state, 'native.png');
	await w.page.locator('.gp-qr svg').screenshot({ path: file });
	await T.looks(w.page, 'pay-desktop-qr');
	const text = execFileSync(path.join(T.src, '.dev/root/bin/gradphoto'),
	    ['scan', file], { encoding: 'utf8' });
	T.ok(/^http\S+prepay_id=/.test(text),
	    'Native: the code is the one that the provider gave', text);
	const phone = await T.context(b, {});
	const app = await phone.newPage();
	await app.goto(text.trim());
	await app.locator('[name=action][value=pay]').click();
	await tells(w, '.gp-paid', 'scanned and paid: the page goes on');
	await phone.close();
	await w.context.close();
}

async function insideWechat() {
	const w = await student('22300010003', { userAgent: WECHAT });
	await w.context.addInitScript(BRIDGE);
	await order(w);
	await T.looks(w.page, 'pay-wechat-order');
	T.is(await w.page.locator('[value=alipay]').count(), 0,
	    'inside WeChat there is no Alipay');
	/* Through WeChat's page for the openid, and into its window. */
	await w.page.locator('[name=Provider][value=wechat]').click();
	await tells(w, '.gp-paid', 'JSAPI: one tap, then paid');
	T.is(stateOf(w.order), 'paid', 'the order is paid');
	await w.context.close();

	const v = await student('22300010004', { userAgent: WECHAT });
	await v.context.addInitScript(BRIDGE);
	await v.context.addInitScript('window.simulatedPayer = "cancel"');
	await order(v);
	await v.page.locator('[name=Provider][value=wechat]').click();
	await v.page.waitForURL('**/pay');
	await tells(v, '[name=Provider]', 'closed unpaid: back to the order');
	T.is(stateOf(v.order), 'pending', 'which still waits');
	await v.context.close();
}

async function alipay() {
	const w = await student('22300020001', {});
	await order(w);
	await w.page.locator('[name=Provider][value=alipay]').click();
	await w.page.waitForURL('**/simulator/alipay-pay*');
	await T.shot(w.page, 'pay-alipay-provider');
	await w.page.locator('[name=action][value=pay]').click();
	await tells(w, '.gp-paid', 'Alipay: paid, and the page says so');
	T.is(one(`SELECT provider FROM payment p JOIN orders o
	    ON o.id = p.order_id WHERE o.token = '${w.order}'`), 'alipay',
	    'by Alipay');
	await T.shot(w.page, 'pay-alipay-paid');
	await w.context.close();
}

/* --- out of time, too late -------------------------------------------------- */

async function expiry() {
	const w = await student('22300040002', { locale: 'en-GB' });
	await order(w);
	/* Begun, so that money can still come; its notice is held back. */
	await w.page.route(/\/simulator\//, (route) =>
	    route.abort('aborted'));
	await J.press(w, '[name=Provider][value=wechat]');
	await control({ answer: { status: 500 } });
	T.sql(prod, `UPDATE orders SET expires_at = UTC_TIMESTAMP() +
	    INTERVAL 4 SECOND WHERE token = '${w.order}'`);
	await w.page.goto(`${prod.base}/orders/${w.order}`);
	await w.page.locator('.gp-wait').waitFor({ timeout: 30000 });
	T.ok(true, 'at the end of its time the page says that it is over');
	T.is(await w.page.locator('[name=Provider]').count(), 0,
	    'and takes no payment');
	await T.looks(w.page, 'pay-expired');
	await control({ reset: true });
	await tells(w, 'a[href="/collect/prints"]',
	    'the order is closed, and the page says so by itself');
	T.is(stateOf(w.order), 'closed', 'it is closed');
	await T.looks(w.page, 'pay-closed');

	await control({ pay: w.order, refund_seconds: 6 });
	await T.until('the late payment to be known', () =>
	    /^refund/.test(stateOf(w.order)));
	await w.page.goto(`${prod.base}/orders/${w.order}`);
	if (stateOf(w.order) === 'refunding')
		await T.looks(w.page, 'pay-refunding');
	await T.until('the refund', () => stateOf(w.order) === 'refunded', 120);
	await w.page.goto(`${prod.base}/orders/${w.order}`);
	const text = await w.page.locator('.gp-timeline').innerText();
	T.ok(/Refunded CN¥20\.00/.test(text),
	    'the student sees the refund', text);
	await T.looks(w.page, 'pay-refunded');
	await w.context.close();
}

T.run(async (defer) => {
	prod = await T.product(defer);
	b = await T.browser(defer);
	const w = await h5();
	await desktop();
	await insideWechat();
	await alipay();
	await expiry();
	await parcel(w);
});
