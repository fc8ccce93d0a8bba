#!/usr/bin/env node
/*
 * The review at an office screen: by keyboard, with a colleague at the same
 * photos, over the end of a session, and without scripts.
 */
'use strict';
const T = require('./lib.js');
const D = require('./desk.js');

const name = (page) => page.locator('#review h1').textContent();
const state = (prod, who) => T.sql(prod, `SELECT c.state FROM collection c
    JOIN roster r ON r.id = c.roster_id WHERE r.name = '${who}'
    ORDER BY c.id DESC LIMIT 1`)[1][0];

/* Presses, waits until another photo is there. */
async function press(page, ...keys) {
	const before = await name(page);
	for (const key of keys)
		await page.keyboard.press(key);
	await page.waitForFunction((was) => {
		const head = document.querySelector('#review h1');
		return head && head.textContent !== was &&
		    !document.querySelector('.ga-waits');
	}, before);
}

const saved = (page) => page.waitForLoadState('networkidle');

async function start(page, prod) {
	await page.goto(prod.base + '/admin/review');
	await page.locator('#wall .ga-button_primary').click();
	await page.locator('#review[data-mine]').waitFor();
	await saved(page);
}

async function keyboard(page, prod) {
	for (const at of ['department', 'missing', 'batches', 'review']) {
		await page.goto(`${prod.base}/admin/${at}`);
		await T.looks(page, at);
	}
	await start(page, prod);
	await T.looks(page, 'review-one');
	T.is(await name(page), '学生1', 'the first photo');
	await press(page, 'a');
	T.is(await name(page), '学生2', 'A shows the next');
	await press(page, 'r', '1');
	await press(page, 'r', 'Shift+2', 'Shift+0', 'Enter');
	await saved(page);
	T.is(['学生1', '学生2', '学生3'].map((w) => state(prod, w)).join(' '),
	    'approved rejected rejected', 'and saves it, as R with a number');
	T.is(T.sql(prod, `SELECT reasons FROM review ORDER BY id DESC
	    LIMIT 1`)[1][0], 'face.expression,person.other',
	    'or with several');
	await press(page, 'n');
	T.is(state(prod, '学生4'), 'submitted', 'N leaves it for later');
	await press(page, 'u');
	T.is(await name(page), '学生3', 'U brings the last one back');
	T.is(state(prod, '学生3'), 'submitted', 'undecided');
	await press(page, 'a');
	T.is(await name(page), '学生5', 'and then goes on where it was');
	await page.keyboard.press('r');
	await page.keyboard.type('anu');
	T.is([await name(page), state(prod, '学生5')].join(' '),
	    '学生5 submitted', 'a reason typed after R decides nothing');
	await page.keyboard.press('Enter');
	T.ok(await page.locator('#trouble').isVisible(),
	    'R without a reason asks for one');
	await page.keyboard.press('Escape');
	await page.keyboard.press('c');
	T.is(await page.locator('.ga-picture .ga-original').count(), 1,
	    'C puts the original in the place of the result');
	T.is(await page.locator('.ga-picture').getAttribute('data-shown'),
	    '原图', 'and says which it is');
	await page.keyboard.press('c');
	T.is(await page.locator('.ga-picture .ga-enrolment').count() + '' +
	    await page.locator('.ga-picture .ga-original').count(), '10',
	    'again, the enrolment photo');
	await page.keyboard.press('c');
	T.is(await page.locator('.ga-picture > *').count() + '' +
	    await page.locator('.ga-picture[data-shown]').count(), '20',
	    'and again, the result with its ruler');
	await page.keyboard.press('z');
	T.ok(await page.locator('#review.ga-zoom').count(), 'Z zooms');
	await page.keyboard.press('z');
	await page.locator('#f-Note').pressSequentially('a r n');
	T.is(await name(page), '学生5', 'words are words');
	await page.keyboard.press('Enter');
	await page.waitForFunction(() => document.querySelector(
	    '#review h1').textContent !== '学生5');
	await saved(page);
	T.is(T.sql(prod, `SELECT note FROM review ORDER BY id DESC
	    LIMIT 1`)[1][0], 'a r n', 'and a reason');
}

/* Two at the same photos, in turns: nobody sees what the other has. */
async function together(one, two, prod) {
	await start(two, prod);
	const seen = [[], []];
	for (let i = 0; i < 4; i++)
		for (const [k, page] of [one, two].entries()) {
			seen[k].push(await name(page));
			await press(page, 'a');
		}
	await Promise.all([saved(one), saved(two)]);
	const both = [...seen[0], ...seen[1]];
	T.is(new Set(both).size, both.length, 'no photo is shown to two: ' +
	    both.join(' '));
	T.is(T.sql(prod, `SELECT COUNT(*), COUNT(DISTINCT photo_id) FROM review
	    WHERE undone_at IS NULL`)[1].reduce((a, b) => a - b), 0,
	    'none is decided twice');
}

/* What is lost is said, on the photo that came after it. */
async function taken(page, prod) {
	const lost = await name(page);

	T.sql(prod, `UPDATE collection c JOIN roster r ON r.id = c.roster_id
	    SET c.claimed_by = NULL, c.state = 'photo_ready'
	    WHERE r.name = '${lost}'`);
	await press(page, 'a');
	await page.locator('#trouble:visible').waitFor();
	T.ok((await page.locator('#trouble').textContent()).includes(lost),
	    'a photo that was withdrawn meanwhile is named');
	await page.keyboard.press('Escape');
}

async function sessionEnds(page, prod) {
	const last = await name(page);

	await saved(page);
	T.sql(prod, 'DELETE FROM staff_session');
	await page.keyboard.press('a');
	const link = page.locator('#trouble a[href^="/admin/login"]');
	await link.waitFor();
	T.is(state(prod, last), 'submitted',
	    'a session that ends in the middle decides nothing');
	await link.click();
	T.ok(/next=\/admin\/review\//.test(page.url()) &&
	    await page.locator('#f-Login').count(),
	    'and leads back by way of the log-in');
}

async function withoutScripts(b, prod) {
	const c = await T.context(b, { ...D.office, javaScriptEnabled: false });
	await c.addCookies([D.staff(prod, 'shen', 'reviewer')]);
	const page = await c.newPage();
	await page.goto(prod.base + '/admin/review');
	await page.locator('#wall .ga-button_primary').click();
	const first = await name(page);
	await page.locator('.ga-button_good').click();
	T.is(state(prod, first), 'approved', 'without scripts as well: accept');
	const second = await name(page);
	await page.locator('[name=Reason3]').check();
	await page.locator('#reject button').click();
	T.is(state(prod, second), 'rejected', 'send back');
	await page.locator('[formaction="/admin/review/undo"]').click();
	T.is(state(prod, second) + await name(page), 'submitted' + second,
	    'undo');
	await page.goto(prod.base + '/admin/review?tick=1');
	await page.locator('[formaction="/admin/review/accept"]').click();
	T.ok(await page.locator('.gp-flash').count(), 'and many at once');
}

T.run(async (defer) => {
	const prod = await T.product(defer);
	D.photos(prod, 30);
	const b = await T.browser(defer);
	const people = [];
	for (const who of ['shen', 'li']) {
		const c = await T.context(b, D.office);
		await c.addCookies([D.staff(prod, who, 'reviewer')]);
		people.push(await c.newPage());
	}
	await keyboard(people[0], prod);
	await together(people[0], people[1], prod);
	await taken(people[0], prod);
	await sessionEnds(people[0], prod);
	await withoutScripts(b, prod);
});
