#!/usr/bin/env node
/*
 * An overseas student, in English, on a small phone with a keyboard and no
 * pointer: register to completed. On every page axe, and text at twice its
 * size: nothing wider than the phone, no word cut.
 */
'use strict';
const T = require('./lib.js');
const J = require('./journey.js');

/* As a phone's own setting of large text does: every text doubles. */
async function bigText(page, name) {
	const cut = await page.evaluate(() => {
		const all = [...document.querySelectorAll('body *')];
		const sizes = all.map((e) =>
		    parseFloat(getComputedStyle(e).fontSize));
		all.forEach((e, i) => {
			e.style.fontSize = 2 * sizes[i] + 'px';
		});
		const found = all.filter((e) => e.checkVisibility() &&
		    e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 1 &&
		    /hidden|clip/.test(getComputedStyle(e).overflowX) &&
		    e.innerText && !e.dataset.swipe)
		    .map((e) => [e, ...e.querySelectorAll('*')].filter((x, i) =>
			!i || x.getBoundingClientRect().right >
			e.getBoundingClientRect().right).map((x) =>
			x.outerHTML.slice(0, 120)).join('\n'));
		const wide = document.documentElement.scrollWidth - innerWidth;
		if (wide > 0)
			found.push(`${wide} px wider than the phone: ` +
			    all.filter((e) => e.getBoundingClientRect().right >
				innerWidth + 1).map((e) =>
				e.outerHTML.slice(0, 120)).join('\n'));
		return found;
	});
	T.ok(cut.length === 0, `${name}: text at 200 % fits`, cut.join('\n'));
	await T.shot(page, name + '-200');
	await page.evaluate(() => document.querySelectorAll('body *')
	    .forEach((e) => { e.style.fontSize = ''; }));
}

T.run(async (defer) => {
	const prod = await T.product(defer);
	const b = await T.browser(defer, T.portrait());
	const c = await T.context(b, { locale: 'en-GB',
	    viewport: { width: 360, height: 640 } });
	const page = await c.newPage();
	const look = async (name) => {
		if (name === 'camera')
			await page.locator('#shutter:enabled').waitFor();
		await T.looks(page, 'en-' + name);
		await bigText(page, 'en-' + name);
	};
	const w = { prod, page, scripts: true, keyboard: true,
	    onPage: (name) => /^provider/.test(name) ? undefined : look(name),
	    person: { kind: 'graduate', type: 'passport',
		number: 'FT482915', name: 'Maria Silva', sex: 'F',
		phone: '13800000002', code: 'CHSI0:a665a45920422f9d417e4867',
		address: { Recipient: 'Maria Silva', Phone: '13800000002',
		    Province: '310000', City: '310100',
		    District: '310110', Detail: '220 Handan Road, Room 1',
		    Postcode: '200433' } } };
	await J.register(w, '/c/demo0000000000000000000000000001');
	await J.collect(w);
	await J.shootByCamera(w);
	await J.order(w);
	await J.pay(w);
	await J.completed(w);
	J.books(w);
	T.is(w.retries || 0, 0, 'no step had to be done twice');
	const pages = [['/', 'start'], ['/home', 'home-done'],
	    ['/orders', 'orders'], ['/me', 'me'], ['/me/phone', 'me-phone'],
	    ['/me/email', 'me-email'], ['/me/password', 'me-password'],
	    ['/me/messages', 'me-messages'],
	    ['/me/consents', 'me-consents'], ['/me/data', 'me-data'],
	    ['/me/delete', 'me-delete'], ['/help', 'help'],
	    ['/collect/identity', 'identity-done'],
	    ['/no-such-page', 'not-found']];
	pages.push(['/addresses', 'addresses'],
	    ['/addresses/new', 'address-new'],
	    [`/orders/${w.order}`, 'order-done'],
	    [`/orders/${w.order}/problem`, 'problem']);
	for (const [at, name] of pages) {
		await page.goto(prod.base + at);
		await look(name);
	}
	await c.clearCookies();
	await page.setExtraHTTPHeaders({ 'Accept-Language': 'en' });
	for (const [at, name] of [['/', 'welcome'], ['/login', 'login'],
	    ['/activate', 'activate'], ['/reset', 'reset']]) {
		await page.goto(prod.base + at);
		await look(name);
	}
});
