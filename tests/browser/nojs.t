#!/usr/bin/env node
/*
 * An overseas student, in English, by passport, without JavaScript: photo by
 * file input, prints by courier.
 */
'use strict';
const T = require('./lib.js');
const J = require('./journey.js');

T.run(async (defer) => {
	const prod = await T.product(defer);
	const b = await T.browser(defer);
	const c = await T.context(b, { javaScriptEnabled: false,
	    locale: 'en-GB' });
	const page = await c.newPage();
	const w = { prod, page, picture: T.portrait(),
	    onPage: (name) => T.shot(page, 'en-' + name),
	    person: { kind: 'graduate', type: 'passport',
		number: 'FT482915', name: 'Maria Silva', sex: 'F',
		phone: '13800000002', code: 'CHSI0:a665a45920422f9d417e4867',
		address: { Recipient: 'Maria Silva', Phone: '13800000002',
		    Province: '310000', City: '310100',
		    District: '310110', Detail: '220 Handan Road, Room 1',
		    Postcode: '200433' } } };
	await J.register(w, '/c/demo0000000000000000000000000001');
	T.is(await page.locator('html').getAttribute('lang'), 'en',
	    'the pages are in English');
	await J.collect(w);
	await J.shootByFile(w);
	await J.order(w);
	await J.pay(w);
	await J.completed(w);
	J.books(w);
	T.is(w.retries || 0, 0, 'no step had to be done twice');
	for (const [at, name] of [['/', 'start'], ['/home', 'home-done'],
	    ['/orders', 'orders'], ['/me', 'me'],
	    ['/me/consents', 'me-consents'], ['/me/data', 'me-data'],
	    ['/me/delete', 'me-delete'], ['/help', 'help'],
	    ['/no-such-page', 'not-found']]) {
		await page.goto(prod.base + at);
		await T.shot(page, 'en-' + name);
	}
});
