#!/usr/bin/env node
/*
 * How long a reviewer waits: 200 photos decided by keyboard, the time from
 * the key to the next photo on the screen, its pictures decoded.
 *
 *	GP_SRC=$PWD GP_BUILD=$PWD/.dev/build NODE_PATH=$PWD/node_modules \
 *	    node tests/browser/review_speed.js [PHOTOS [PAUSE]]
 *
 * PAUSE: ms that the reviewer looks at each; 0: none.
 */
'use strict';
const T = require('./lib.js');
const D = require('./desk.js');

/* In the page: decides one, resolves to ms. */
function decide(keys) {
	return new Promise((done) => {
		const from = performance.now();
		document.addEventListener('photo', async () => {
			const now = document.querySelectorAll('#review img');
			await Promise.all([...now].map((x) => x.decode()));
			requestAnimationFrame(() => requestAnimationFrame(() =>
			    done(performance.now() - from)));
		}, { once: true });
		for (const key of keys)
			document.body.dispatchEvent(new KeyboardEvent('keydown',
			    { key, code: /\d/.test(key) ? 'Digit' + key :
				'Key' + key.toUpperCase(), bubbles: true }));
	});
}

const at = (list, share) => list[Math.min(list.length - 1,
    Math.floor(share * list.length))].toFixed(0);

T.run(async (defer) => {
	const n = Number(process.argv[2] || 200);
	const pause = Number(process.argv[3] || 0);
	const prod = await T.product(defer);
	D.photos(prod, n + 1);
	const b = await T.browser(defer);
	const c = await T.context(b, D.office);
	await c.addCookies([D.staff(prod, 'shen', 'reviewer')]);
	const page = await c.newPage();
	await page.goto(prod.base + '/admin/department');
	await page.locator('.ga-tools .ga-button_primary').click();
	await page.waitForLoadState('networkidle');
	const took = [];
	const from = Date.now();
	for (let i = 0; i < n; i++) {
		took.push(await page.evaluate(decide, i % 10 ? ['a'] :
		    ['r', String(1 + i / 10 % 9)]));
		await page.waitForTimeout(pause);
	}
	const seconds = (Date.now() - from) / 1000;
	await page.waitForLoadState('networkidle');
	took.sort((x, y) => x - y);
	T.note(`${n} photos, ${pause} ms of looking each: key to next photo ` +
	    `median ${at(took, 0.5)} ms, 95 % ${at(took, 0.95)} ms, longest ` +
	    `${at(took, 1)} ms; ${Math.round(3600 * n / seconds)} an hour`);
	T.is(T.sql(prod, `SELECT COUNT(*) FROM review
	    WHERE undone_at IS NULL`)[1][0], String(n), 'each was decided');
	T.is(T.sql(prod, `SELECT COUNT(*) FROM audit
	    WHERE action LIKE 'collection.%'`)[1][0], String(n),
	    'and is on record');
});
