#!/usr/bin/env node
/*
 * Registering by a picture of an ID card and of a passport, logging in by a
 * card's, on a phone, with scripts and without; then the search for what must
 * not be left behind. The documents are invented and drawn here.
 */
'use strict';
const fs = require('fs');
const os = require('os');
const path = require('path');
const { execFileSync } = require('child_process');
const T = require('./lib.js');
const J = require('./journey.js');

const bin = process.env.GP_BUILD;

/* A person of the generator, and the picture of their card. */
function card(dir, seed, side) {
	const file = path.join(dir, `${seed}-${side}.jpg`);
	const out = execFileSync(path.join(bin, 'tests/read/cards_bench'),
	    ['--write', seed, file, side], { encoding: 'utf8' });
	const [number, name, sex] = out.trim().split('\t');

	return { file, number, name, sex };
}

function passport(dir) {
	const file = path.join(dir, 'passport.jpg');

	execFileSync(path.join(T.src, 'tests/read/passport.sh'), [file, 'BRA',
	    'SILVA', 'MARIA', 'FT482915', '040511', 'F', '350101',
	    'rotate=0.03:fillcolor=0x70665a']);
	return { file, number: 'FT482915', name: 'MARIA SILVA', sex: 'F' };
}

function enrol(prod, dir, p) {
	const csv = path.join(dir, 'more.csv');

	fs.writeFileSync(csv, '学号,姓名,性别,证件类型,证件号码,院系,专业,' +
	    '班级,层次,毕业年月\n22300019999,' + p.name + ',' +
	    (p.sex === 'M' ? '男' : '女') + ',身份证,' + p.number +
	    ',院,专业,班,本科,2027-06\n');
	execFileSync(path.join(bin, 'gradphoto'), ['--config',
	    prod.state + '/gradphoto.conf', 'roster', 'import', csv,
	    '--campaign', 'DEMO26']);
}

const at = (page) => new URL(page.url()).pathname;
const value = (page, name) => page.locator(`[name=${name}]`).inputValue();
const ticked = (page, name) =>
	page.locator(`[name=${name}]:checked`).getAttribute('value');
const said = (page) => page.locator('[data-read] [role=status]').innerText();

async function show(page, file, kind) {
	await page.locator('[name=Picture]').setInputFiles(file);
	await page.locator('.gp-document__say_' + kind).waitFor();
}

async function filled(page, p, type) {
	T.is(await value(page, 'Number'), p.number, `${type}: the number`);
	T.is(await value(page, 'Name'), p.name, `${type}: the name`);
	T.is(await ticked(page, 'Sex'), p.sex, `${type}: sex`);
	T.is(await ticked(page, 'Type'), type, `${type}: the kind`);
	T.is(await page.locator('#check-Name').count(), 1,
	    `${type}: the name is marked`);
	T.is(await page.locator('#check-Number').count(), 0,
	    `${type}: a number that proves itself is not`);
}

/* What no document says, and the code that came by SMS. */
async function finish(prod, page, phone) {
	const since = Date.now();

	await J.fill({ page }, { Phone: phone, Password: J.PASSWORD,
	    Again: J.PASSWORD, Terms: '1', Photo: '1', Face: '1' });
	await page.locator('[name=Again]').press('Enter');
	await T.until('the code page', () => at(page) === '/register/phone');
	await page.locator('[name=Code]').fill(await T.smsCode(prod, phone,
	    since));
	await T.until('home', () => at(page) === '/home');
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

async function byCard(prod, b, p, back) {
	const c = await T.context(b, {});
	const page = await c.newPage();

	await page.goto(prod.base + '/register');
	await inBoth(page, c, 'register-document');
	const [chooser] = await Promise.all([
		page.waitForEvent('filechooser'),
		page.locator('[data-take]').click()
	]);
	T.is(await page.locator('[name=Picture]').getAttribute('capture'),
	    'environment', 'the button opens the camera at the back');
	await page.locator('[name=Phone]').fill('13800000071');
	await chooser.setFiles(back.file);
	await page.locator('.gp-document__say_bad').waitFor();
	T.ok((await said(page)).includes('有国徽的一面'),
	    "a card's back is told");
	await T.looks(page, 'zh-document-back');
	T.is(await page.locator('[data-take]').isEnabled(), true,
	    'and another can be taken');
	await show(page, p.file, 'good');
	await filled(page, p, 'card');
	T.is(await value(page, 'Phone'), '13800000071',
	    'what was typed stays');
	await T.looks(page, 'zh-document-read');
	await page.locator('[name=Name]').press('End');
	await page.keyboard.type('x');
	await page.keyboard.press('Backspace');
	T.is(await page.locator('#check-Name').count(), 0,
	    'a corrected field is no longer marked');
	await finish(prod, page, '13800000071');
	T.ok(true, 'a card makes an account');
}

async function byPassport(prod, b, p) {
	const c = await T.context(b, { locale: 'en-US' });
	const page = await c.newPage();

	await page.goto(prod.base + '/register');
	await page.locator('a[data-type=passport]').click();
	T.is(await ticked(page, 'Type'), 'passport',
	    'the link for overseas students chooses the passport');
	await show(page, p.file, 'good');
	await filled(page, p, 'passport');
	await T.looks(page, 'en-document-read');
	await finish(prod, page, '+5511987654321');
	T.ok(true, 'a passport makes an account');
}

async function logIn(prod, b, p) {
	const c = await T.context(b, {});
	const page = await c.newPage();

	await page.goto(prod.base + '/login?next=/orders');
	await inBoth(page, c, 'login-document');
	await show(page, p.file, 'good');
	T.is(await value(page, 'Who'), p.number, 'log-in: the number');
	T.is(await page.evaluate('document.activeElement.name'), 'Password',
	    'and the password is asked');
	await T.looks(page, 'zh-login-read');
	await page.keyboard.type(J.PASSWORD);
	await page.keyboard.press('Enter');
	await T.until('the orders', () => at(page) === '/orders');
	T.ok(true, 'who knows it is logged in');
}

async function plainly(prod, b, p, other) {
	const c = await T.context(b, { javaScriptEnabled: false });
	const page = await c.newPage();
	const button = page.locator('[formaction="/register/read"]');

	await page.goto(prod.base + '/register');
	await page.locator('[name=Phone]').fill('13800000072');
	await page.locator('[name=Number]').fill(other);
	await page.locator('[name=Picture]').setInputFiles(p.file);
	await button.click();
	T.ok((await page.locator('#error-Picture').innerText())
	    .includes('和您填的不一样'), "without scripts: another's card");
	T.is(await value(page, 'Number'), other, 'the typed number stays');
	await T.shot(page, 'zh-document-other');
	await page.locator('[name=Number]').fill('');
	await page.locator('[name=Picture]').setInputFiles(p.file);
	await button.click();
	await filled(page, p, 'card');
	T.is(await value(page, 'Phone'), '13800000072',
	    'what was typed stays, without scripts too');
	await T.shot(page, 'zh-document-plain');
	await page.locator('[name=Email]').press('Enter');
	T.is(at(page), '/register', 'Enter submits the form, not the picture');
}

/* 24 bytes of the picture's middle, and the numbers, in every file of the
 * product: database, its log, uploads, the web server's bodies, logs, SMS. */
function nothingLeft(prod, people) {
	const places = [prod.state, ...fs.readdirSync(os.tmpdir())
	    .filter((f) => /^gp-/.test(f)).map((f) =>
		path.join(os.tmpdir(), f))];
	const files = execFileSync('find', [...places, '-type', 'f'],
	    { encoding: 'utf8' }).trim().split('\n');
	const wanted = people.flatMap((p) => {
		const picture = fs.readFileSync(p.file);
		const middle = picture.length >> 1;

		return [Buffer.from(p.number),
		    picture.subarray(middle, middle + 24)];
	});
	const found = files.filter((f) => {
		try {
			const all = fs.readFileSync(f);

			return wanted.some((w) => all.includes(w));
		} catch (e) {
			return false;	/* gone meanwhile */
		}
	});

	T.ok(files.length > 100, `${files.length} files are searched`);
	T.is(found.join(), '', 'no picture and no number is left in any');
	T.ok(/document read/.test(prod.log('photo')),
	    'the log tells of readings');
	for (const log of ['photo', 'student', 'access', 'nginx-error'])
		T.ok(!people.some((p) => prod.log(log).includes(p.name)),
		    `and nobody's name, in ${log}.log`);
}

T.run(async (defer) => {
	const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'gpb-doc-'));
	defer(() => fs.rmSync(dir, { recursive: true, force: true }));
	/* Readings take their turns on a machine with two processors. */
	const prod = await T.product(defer,
	    'photo_seconds = 20\nread_seconds = 30');
	const own = card(dir, '7022', 'plain');
	const second = card(dir, '7023', 'plain');
	const foreign = passport(dir);

	enrol(prod, dir, own);
	const b = await T.browser(defer);
	await byCard(prod, b, own, card(dir, '7022', 'back'));
	await byPassport(prod, b, foreign);
	await logIn(prod, b, own);
	await plainly(prod, b, second, own.number);
	nothingLeft(prod, [own, second, foreign]);
});
