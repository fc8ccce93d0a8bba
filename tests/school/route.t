#!/usr/bin/env node
/*
 * The department's route from end to end, as people go it: the registrar
 * opens a campaign and imports a list; a student uploads a recent photo on a
 * phone; a reviewer at an office screen, who logs in for the first time, sends
 * it back; the student replaces it; the reviewer accepts it and hands it in;
 * the registrar accepts the batch; the package opens with unzip and with
 * Python, and its list is right. Then every page of staff, in both languages.
 */
'use strict';
const crypto = require('crypto');
const fs = require('fs');
const path = require('path');
const { execFileSync } = require('child_process');
const T = require('../browser/lib.js');
const J = require('../browser/journey.js');
const D = require('../browser/desk.js');
const { crawl } = require('./crawl.js');

const office = { viewport: { width: 1366, height: 768 }, isMobile: false,
	hasTouch: false, deviceScaleFactor: 1 };
const NUMBER = '22300010001';
const GRADUATES = '?campaign=demo0000000000000000000000000001';
let prod, b;

const run = (...args) => execFileSync(args[0], args.slice(1),
    { encoding: 'utf8' });
const tool = (...args) => run(path.join(T.src, '.dev/root/bin/gradphoto'),
    '--config', path.join(prod.state, 'gradphoto.conf'), ...args);
const stateOf = () => T.sql(prod, `SELECT c.state FROM collection c
    JOIN roster r ON r.id = c.roster_id WHERE r.student_no = '${NUMBER}'
    ORDER BY c.id DESC LIMIT 1`)[1][0];

/* --- the student ---------------------------------------------------------- */

async function student() {
	const c = await T.context(b, {});
	const w = { prod, page: await c.newPage(), scripts: true,
		onPage: () => {},
		person: { kind: 'graduate', type: 'card',
		    number: '110101200403120028', name: '林晓雯', sex: 'F',
		    phone: '13800000001', code: 'CHSI0:school0001' } };

	await J.register(w, '/c/demo0000000000000000000000000001');
	w.route = 'department';
	await J.collect(w);
	T.ok(/\/collect\/recent$/.test(w.page.url()),
	    'the choice leads to the upload');
	return w;
}

/* The code is known; what the school says is confirmed once more, with a word
 * on what is wrong in it. */
async function again(w) {
	await J.press(w, '[name=Kind][value=graduate]');
	await w.page.click('.gp-wrong summary');
	await w.page.fill('[name=Message]', '专业应为软件工程');
	await J.press(w, 'form[action="/collect/correction"] [type=submit]');
	await J.press(w, 'form[action="/collect/confirm"] [type=submit]');
	await J.press(w, '[name=Route][value=department]');
	T.ok(/\/collect\/recent$/.test(w.page.url()),
	    'the student begins anew');
	/* Now with the background that the standard asks for. */
	await J.press(w, '[name=Recolour][value="1"]');
}

async function upload(w) {
	await T.looks(w.page, 'school-recent');
	await w.page.setInputFiles('#photo', T.portrait());
	await Promise.all([
		w.page.waitForURL(/\/collect\/preview/, { timeout: 60000 }),
		w.page.click('#recent [type=submit]') ]);
	await T.looks(w.page, 'school-preview');
	await J.press(w, '[name=Photo]');
	await T.looks(w.page, 'school-submit');
	await J.press(w, 'form[action="/collect/submit"] [type=submit]');
	T.is(stateOf(), 'submitted', 'the photo is with the department');
	await T.looks(w.page, 'school-waits');
}

/* --- staff ---------------------------------------------------------------- */

/* The first log-in, with the password of the command line. */
async function staff(login) {
	const once = fs.readFileSync(path.join(prod.state, 'staff'), 'utf8')
	    .split('\n').find((l) => l.startsWith(login + ' ')).split(' ')[1];
	const c = await b.newContext({ ...office, locale: 'zh-CN' });
	const page = await c.newPage();
	const go = () => Promise.all([ page.waitForNavigation(),
		page.click('main button[type=submit]') ]);

	await page.goto(prod.base + '/admin');
	await page.fill('[name=Login]', login);
	await page.fill('[name=Password]', once);
	await go();
	await page.fill('[name=Password]', 'Lamp-post-77x');
	await page.fill('[name=Again]', 'Lamp-post-77x');
	await go();
	const key = (await page.textContent('details code'))
	    .replace(/ /g, '');
	await T.looks(page, `school-setup-${login}`);
	await page.fill('[name=Code]', run('oathtool', '--totp', '-b', key)
	    .trim());
	await go();
	T.is(await page.locator('.ga-codes li').count(), 10,
	    `${login}: ten recovery codes`);
	await page.click('main .weui-btn');
	await T.looks(page, `school-home-${login}`);
	return page;
}

async function onScreen(page) {
	await page.goto(prod.base + '/admin/review');
	await T.looks(page, 'school-wall');
	await page.locator('#wall .ga-button_primary').click();
	await page.locator('#review[data-mine]').waitFor();
	await page.waitForLoadState('networkidle');
	await T.looks(page, 'school-one');
}

async function handIn(page) {
	await page.goto(prod.base + '/admin/batches');
	await Promise.all([ page.waitForNavigation(), page.click(
	    'form.ga-card[action="/admin/batches"] [type=submit]') ]);
	T.is(stateOf(), 'handed_in', 'the batch is handed in');
	await T.looks(page, 'school-batch');
}

async function accept(page) {
	await page.goto(prod.base + '/admin/batches');
	await page.click('main tbody a');
	await Promise.all([ page.waitForNavigation(), page.click(
	    'form[action$="/accept"] [type=submit]') ]);
	T.is(stateOf(), 'accepted', 'the registrar accepts it');
	await T.looks(page, 'school-accepted');
}

/* A campaign for next year's, open at once. */
async function openCampaign(page) {
	await page.goto(prod.base + '/admin/campaigns');
	await T.looks(page, 'school-campaigns');
	await page.click('main .ga-button_primary');
	await T.looks(page, 'school-campaign-new');
	await page.fill('[name=NameZh]', '2028届毕业生');
	await page.fill('[name=NameEn]', 'Class of 2028');
	await page.fill('[name=Feature]', 'NEXT28');
	await page.fill('[name=Opens]', '2026-01-01T08:00');
	await page.fill('[name=Closes]', '2028-03-01T00:00');
	await page.fill('[name=Price]', '20');
	await page.fill('[name=PricePrints]', '35');
	await page.check('[name=Department]');
	await Promise.all([ page.waitForNavigation(), page.click(
	    'main form [type=submit]') ]);
	await T.looks(page, 'school-campaign');
	T.is(T.sql(prod, `SELECT routes FROM campaign WHERE feature_code =
	    'NEXT28'`)[1][0], 'online,department',
	    'the registrar opens a campaign');
	const c = await b.newContext();
	const r = await c.request.get(prod.base + await page.locator(
	    'main a[href^="/c/"]').getAttribute('href'));
	T.ok((await r.text()).includes('2028届毕业生'),
	    'which its address leads to');
	await c.close();
	await photoProfile(page);
}

/* The drawing follows what is typed, as the server draws it. */
async function photoProfile(page) {
	const drawn = () => page.$$eval('#sample rect, #s-head', (all) =>
	    all.map((e) => [ 'x', 'y', 'width', 'height', 'fill' ].map((a) =>
		e.getAttribute(a)).join(' ')));

	await Promise.all([ page.waitForNavigation(),
		page.click('main a[href$="/profile"]') ]);
	await T.looks(page, 'school-profile');
	const before = await drawn();
	await page.check('[value="new-student-white"]');
	await page.fill('[name=EyeMin]', '220');
	await page.fill('[name=CrownMax]', '99.5');
	await page.fill('[name=FaceMax]', '280');
	await page.fill('[name=CentreMax]', '9');
	T.is(await page.locator('[name=BytesMax]').getAttribute('placeholder'),
	    '100000', 'another profile shows its values');
	const after = await drawn();
	T.ok(after.every((s, i) => s !== before[i] || i === 1),
	    'the drawing follows what is typed', after.join('\n'));
	await Promise.all([ page.waitForNavigation(), page.click(
	    '#ranges [value=save]') ]);
	T.is((await drawn()).join('\n'), after.join('\n'),
	    'and the server draws the same');
}

/* A list with one bad row: checked, then stored without it. */
async function importList(page) {
	const file = path.join(prod.state, 'list.csv');
	const done = async () => {
		await page.waitForURL(/\/admin\/jobs\//);
		await page.locator('.ga-tiles').waitFor({ timeout: 60000 });
	};

	fs.writeFileSync(file, '\ufeff学号,姓名,证件类型,证件号码,院系\r\n' +
	    '22300099001,钱一一,护照,E12345678,新设学院\r\n' +
	    '22300099002,孙二二,身份证,4.40E+17,信息工程学院\r\n');
	await page.goto(prod.base + '/admin/roster' + GRADUATES);
	await T.looks(page, 'school-roster');
	await page.setInputFiles('[name=File]', file);
	await page.click('main .ga-button_primary');
	await done();
	T.ok(/4\.4E\+17/.test(await page.textContent('main')),
	    'the check finds what a spreadsheet did');
	await T.looks(page, 'school-roster-faults');
	const faults = page.url();
	await page.goto(prod.base + '/admin/roster' + GRADUATES);
	await page.setInputFiles('[name=File]', file);
	await page.check('[name=What][value=store]');
	await page.check('[name=Skip]');
	await page.check('[name=Replace]');
	await page.click('main .ga-button_primary');
	await page.locator('[data-error]:not([hidden])').waitFor();
	T.ok(/不能跳过/.test(await page.textContent('[data-error]')),
	    'what is wrong with the form is said where the file is');
	await page.goto(prod.base + '/admin/roster' + GRADUATES);
	await page.setInputFiles('[name=File]', file);
	await page.check('[name=What][value=store]');
	await page.check('[name=Skip]');
	await page.click('main .ga-button_primary');
	await done();
	T.is(T.sql(prod, `SELECT COUNT(*) FROM roster WHERE student_no
	    LIKE '223000990%'`)[1][0], '1', 'the good row is stored');
	T.ok(/新院系 1[^]*新设学院/.test(await page.textContent('main')),
	    'and the department that it made is told');
	await T.looks(page, 'school-roster-stored');
	await back(page);
	return faults;
}

/* Found by a filter, changed, and back to what was found. */
async function back(page) {
	await page.goto(prod.base + '/admin/roster/list' + GRADUATES +
	    '&q=22300099001');
	const list = page.url();
	await page.click('main tbody a');
	await page.fill('[name=Major]', '统计学');
	await Promise.all([ page.waitForNavigation(),
		page.click('main form.ga-card [type=submit]') ]);
	T.ok(/已保存/.test(await page.textContent('.gp-flash')),
	    'a row of the roster is changed');
	await Promise.all([ page.waitForNavigation(),
		page.click('.gp-back a') ]);
	T.is(page.url(), list, 'and "back" leads to what was searched');
}

/* What the student said is wrong is answered. */
async function answer(page) {
	await page.goto(prod.base + '/admin/corrections' + GRADUATES);
	await T.looks(page, 'school-corrections');
	await page.click('main tbody a');
	await page.fill('form[action$="/answer"] [name=Answer]',
	    '专业以学信网为准');
	await T.looks(page, 'school-correction');
	await Promise.all([ page.waitForNavigation(),
		page.click('form[action$="/answer"] [type=submit]') ]);
	T.is(T.sql(prod, 'SELECT state FROM correction')[1][0], 'answered',
	    'the registrar answers what the student said');
}

async function announce(page) {
	await page.goto(prod.base + '/admin/announcements/new');
	await page.selectOption('[name=For]', { label: (await page.locator(
	    '[name=For] option', { hasText: '2027届' }).textContent()).trim() });
	await page.fill('[name=TitleZh]', '周五停拍');
	await page.fill('[name=BodyZh]', '周五机房检修，请改日上传。');
	await page.fill('[name=TitleEn]', 'Closed on Friday');
	await page.fill('[name=BodyEn]', 'Please upload on another day.');
	await T.looks(page, 'school-announcement');
	await Promise.all([ page.waitForNavigation(),
		page.click('main form.ga-card [type=submit]') ]);
	await T.looks(page, 'school-announcements');
}

/* --- the package ---------------------------------------------------------- */

async function byPage(page) {
	await page.goto(prod.base + '/admin/progress' + GRADUATES);
	await T.looks(page, 'school-progress');
	await page.goto(prod.base + '/admin/exports' + GRADUATES);
	await T.looks(page, 'school-exports');
	await page.click('main form[action="/admin/exports"] ' +
	    '.ga-button_primary');
	await page.waitForURL(/\/admin\/jobs\//);
	const link = page.locator('main a[download]');
	await link.waitFor({ timeout: 60000 });
	await T.looks(page, 'school-package');
	const got = await page.request.get(prod.base +
	    await link.getAttribute('href'));
	const zip = path.join(prod.state, 'by-page.zip');
	fs.writeFileSync(zip, await got.body());
	run('unzip', '-q', zip, '-d', zip + '.d');
	T.ok(fs.existsSync(path.join(zip + '.d', `${NUMBER} 林晓雯.jpg`)),
	    'the package of the page has the photo as well');
}

function packed() {
	const zip = path.join(prod.state, 'package.zip');
	const name = `${NUMBER} 林晓雯.jpg`;
	const dir = path.join(prod.state, 'package');

	tool('export', 'DEMO26', zip);
	run('unzip', '-q', zip, '-d', dir);
	T.ok(fs.existsSync(path.join(dir, name)), 'unzip: the name is right',
	    fs.readdirSync(dir).join(', '));
	const names = JSON.parse(run('python3', '-c',
	    'import json, sys, zipfile\n' +
	    'print(json.dumps(zipfile.ZipFile(sys.argv[1]).namelist()))',
	    zip));
	T.ok(names.includes(name), 'Python: the name is right',
	    names.join(', '));
	const sha = crypto.createHash('sha256').update(fs.readFileSync(
	    path.join(dir, name))).digest('hex');
	const list = fs.readFileSync(path.join(prod.state, 'package.csv'),
	    'utf8');
	T.ok(list.split('\n').some((l) => l.includes(NUMBER) &&
	    l.includes(sha)), 'the list has its SHA-256');
}

/* An accepted photo of somebody, who never handed one in. */
function plant(number, result) {
	T.sql(prod, `
	INSERT INTO collection (token, roster_id, campaign_id, live, state,
	    route, submitted_at, created_at, updated_at)
	SELECT MD5(student_no), id, campaign_id, 1, 'accepted', 'department',
	    UTC_TIMESTAMP(), UTC_TIMESTAMP(), UTC_TIMESTAMP() FROM roster
	WHERE student_no = '${number}';
	SET @c = LAST_INSERT_ID();
	INSERT INTO photo (token, collection_id, original_sha256,
	    original_type, result_sha256, verdict, report, profile, created_at)
	VALUES (MD5('p${number}'), @c, '${result}', 'jpeg', '${result}', 'pass',
	    '{}', '', UTC_TIMESTAMP());
	UPDATE collection SET photo_id = LAST_INSERT_ID() WHERE id = @c`);
}

/* Three faults among the accepted photos: another student's photo, one that
 * is gone, one of another size. The check finds these and no other. */
async function checked(page) {
	const good = path.join(prod.state, 'package', `${NUMBER} 林晓雯.jpg`);
	const small = path.join(prod.state, 'small.jpg');

	run('ffmpeg', '-v', 'error', '-y', '-i', good, '-vf', 'scale=240:320',
	    '-q:v', '2', small);
	plant('22300010002', D.store(prod, fs.readFileSync(good)));
	plant('22300010003', 'f'.repeat(64));
	plant('22300010004', D.store(prod, fs.readFileSync(small)));
	await page.goto(prod.base + '/admin/exports' + GRADUATES);
	await page.click('[formaction="/admin/exports/check"], ' +
	    'form[action="/admin/exports/check"] [type=submit]');
	await page.waitForURL(/\/admin\/jobs\//);
	await page.locator('main a[download]').waitFor({ timeout: 60000 });
	await T.looks(page, 'school-check');
	const found = (await page.locator('main tbody tr').allInnerTexts())
	    .map((t) => t.replace(/\s+/g, ' '));
	T.is(found.map((t) => t.split(' ')[0]).join(' '),
	    '22300010002 22300010003 22300010004',
	    'the check finds the three planted faults alone') ||
	    T.note(found.join('; '));
	const zip = path.join(prod.state, 'check.zip');
	fs.writeFileSync(zip, await (await page.request.get(prod.base +
	    await page.locator('main a[download]').getAttribute('href')))
	    .body());
	const pdf = path.join(prod.state, 'check.pdf');
	fs.writeFileSync(pdf, execFileSync('unzip', ['-p', zip, '*.pdf']));
	const text = execFileSync('pdftotext', ['-layout', pdf, '-'],
	    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
	for (const words of ['完全相同', '不在存储里', '照片宽度不符'])
		T.ok(text.includes(words), `its page says: ${words}`, text);
	T.sql(prod, `UPDATE collection SET photo_id = NULL, live = NULL,
	    state = 'withdrawn' WHERE photo_id IN
	    (SELECT id FROM photo WHERE report = '{}');
	    DELETE FROM photo WHERE report = '{}'`);
}

T.run(async (defer) => {
	prod = await T.product(defer);
	b = await T.browser(defer);
	const w = await student();
	await upload(w);

	const registrar = await staff('registrar');
	await openCampaign(registrar);
	const faults = await importList(registrar);
	await announce(registrar);
	const reviewer = await staff('reviewer');
	await onScreen(reviewer);
	for (const key of ['r', '1'])
		await reviewer.keyboard.press(key);
	await T.until('the decision to be kept',
	    () => stateOf() === 'rejected');
	T.is(stateOf(), 'rejected', 'the reviewer sends it back');

	await w.page.goto(prod.base + '/home');
	T.ok((await w.page.textContent('main')).includes('周五停拍'),
	    'the student reads what the registrar announced');
	await w.page.goBack();
	await T.looks(w.page, 'school-rejected');
	await J.press(w, 'main a[href="/collect/identity"]');
	await again(w);
	await upload(w);

	await onScreen(reviewer);
	await reviewer.keyboard.press('a');
	/* Kept, and none is left: the wall follows by itself. */
	await reviewer.waitForURL(/\/admin\/review\?/);
	T.is(stateOf(), 'approved', 'the reviewer accepts it');
	await handIn(reviewer);
	await accept(registrar);
	await byPage(registrar);
	packed();
	await checked(registrar);
	await w.page.reload();
	await T.looks(w.page, 'school-done');
	D.photos(prod, 12);
	await onScreen(reviewer);
	await crawl(b, prod.base, { registrar, reviewer,
		admin: await staff('admin') }, { registrar: [faults] });
	await answer(registrar);
});
