#!/usr/bin/env node
/*
 * A graduate, in Chinese, with the phone's camera: register to completed.
 * Every page is looked at by axe and kept as a screenshot.
 */
'use strict';
const T = require('./lib.js');
const J = require('./journey.js');

T.run(async (defer) => {
	const picture = T.portrait();
	const prod = await T.product(defer);
	const b = await T.browser(defer, picture);
	const c = await T.context(b, {});
	const page = await c.newPage();
	const w = { prod, page, scripts: true, onPage: async (name) => {
		if (name === 'camera')
			await page.locator('#shutter:enabled').waitFor();
		await T.looks(page, 'zh-' + name);
	    },
	    person: { kind: 'graduate', type: 'card',
		number: '110101200403120028', name: '林晓雯', sex: 'F',
		phone: '13800000001', email: 'lin@example.com',
		codePicture: J.codePicture('CHSI0:9f86d081884c7d659a2feaa0') } };
	await J.register(w, '/c/demo0000000000000000000000000001');
	await J.collect(w);
	await J.shootByCamera(w);
	await J.order(w);
	await J.pay(w);
	await J.completed(w);
	J.books(w);
	T.is(w.retries || 0, 0, 'no step had to be done twice');
	for (const [at, name] of [['/', 'start'], ['/home', 'home-done'],
	    ['/orders', 'orders'], ['/me', 'me'], ['/me/phone', 'me-phone'],
	    ['/me/email', 'me-email'], ['/me/password', 'me-password'],
	    ['/me/consents', 'me-consents'], ['/me/data', 'me-data'],
	    ['/me/delete', 'me-delete'], ['/help', 'help'],
	    ['/collect/identity', 'identity-done'],
	    ['/no-such-page', 'not-found']]) {
		await page.goto(prod.base + at);
		await T.looks(page, 'zh-' + name);
	}
	await page.goto(prod.base + '/home');
	await c.clearCookies();
	for (const [at, name] of [['/', 'welcome'], ['/login', 'login'],
	    ['/activate', 'activate'], ['/reset', 'reset']]) {
		await page.goto(prod.base + at);
		await T.looks(page, 'zh-' + name);
	}
});
