/*
 * The student's way from the poster to a completed collection, as steps that
 * a hurried person would do again when a page fails: used by the tests that
 * walk it with a camera, without scripts, and while programs are killed.
 */
'use strict';
const path = require('path');
const fs = require('fs');
const os = require('os');
const { execFileSync } = require('child_process');
const T = require('./lib.js');

const PASSWORD = 'Blue-Wall-2027';

/* w: { prod, page, person, scripts, onPage, killing, keyboard }: killing says
 * that programs are being killed, so that a lost connection is no failure
 * yet; keyboard, that pages are used by the keyboard alone. */

function where(w) {
	return new URL(w.page.url()).pathname;
}

/* The simulated provider answers 404 here, and nginx 502 where there is none. */
async function healthy(w) {
	await T.until('the product and the provider to answer', async () => {
		try {
			return (await fetch(w.prod.base + '/healthz')).ok &&
			    (await fetch(w.prod.base + '/simulator/')).status <
			    500;
		} catch (e) {
			return false;
		}
	});
}

/* Tab until the first element of the selector has the focus, and shows it. */
async function reach(w, selector) {
	const target = await w.page.locator(selector).first().elementHandle();
	const focused = () => target.evaluate((e) =>
	    e === document.activeElement);
	for (let i = 0; i < 150 && !await focused(); i++)
		await w.page.keyboard.press('Tab');
	if (!await focused())
		throw new Error(`${where(w)}: no way to ${selector} by Tab`);
	const seen = await target.evaluate((e) => {
		const shows = (x) => {
			const c = getComputedStyle(x);
			return c.boxShadow !== 'none' ||
			    (c.outlineStyle !== 'none' &&
			    c.outlineWidth !== '0px');
		};
		const field = e.closest('.gp-field');
		return e.matches(':focus-visible') &&
		    (shows(e) || (field && shows(field)));
	});
	if (!seen)
		T.ok(false, `${where(w)}: the focus on ${selector} is seen`);
}

/* Clicks and waits for the page that follows; its last response. */
async function press(w, selector) {
	if (w.keyboard)
		await reach(w, selector);
	const [response] = await Promise.all([
		w.page.waitForNavigation({ timeout: 30000 }),
		w.keyboard ? w.page.keyboard.press('Enter') :
		    w.page.locator(selector).first().click(),
	]);
	return response;
}

/* The same from a page that goes on by itself, which press would take for its
 * own: until the browser is at `at`. */
async function leave(w, selector, at) {
	if (w.keyboard)
		await reach(w, selector);
	const [response] = await Promise.all([
		w.page.waitForResponse((r) => at.test(r.url()) &&
		    r.request().isNavigationRequest(),
		{ timeout: w.killing ? 10000 : 30000 }),
		w.keyboard ? w.page.keyboard.press('Enter') :
		    w.page.locator(selector).first().click(),
	]);
	await T.until('the page to be left', () => at.test(w.page.url()));
	await w.page.waitForLoadState();
	return response;
}

async function unfold(w) {
	await reach(w, 'details:has([name=Payload]) summary');
	await w.page.keyboard.press('Enter');
}

/* The kind of a field: a type of input, or select. */
function kindOf(input) {
	return input.first().evaluate((e) => e.tagName === 'SELECT' ?
	    'select' : e.type);
}

/* A list's option, when the script has filled the list. */
async function option(w, name, value) {
	const want = w.page.locator(`[name="${name}"] option[value="${value}"]`);
	await want.waitFor({ state: 'attached' });
}

async function down(w, name, value) {
	const select = w.page.locator(`[name="${name}"]`);
	await option(w, name, value);
	for (let i = 0; i < 60 && await select.inputValue() !== value; i++)
		await w.page.keyboard.press('ArrowDown');
}

/* One field, as a person without a mouse fills it in. */
async function type(w, name, kind, value) {
	if (kind === 'radio') {
		const radios = w.page.locator(`[name="${name}"]`);
		const want = w.page.locator(
		    `[name="${name}"][value="${value}"]`);
		const checked = w.page.locator(`[name="${name}"]:checked`);
		await reach(w, await checked.count() ?
		    `[name="${name}"]:checked` : `[name="${name}"]`);
		await w.page.keyboard.press('Space');
		for (let i = await radios.count(); i && !await want.isChecked();
		    i--)
			await w.page.keyboard.press('ArrowDown');
		return;
	}
	await reach(w, `[name="${name}"]`);
	if (kind === 'select')
		return down(w, name, value);
	if (kind === 'checkbox')
		await w.page.keyboard.press('Space');
	else {
		await w.page.keyboard.press('Control+A');
		await w.page.keyboard.type(value);
	}
}

/*
 * One page: onPage(name) is told, then body does what a person does there
 * and returns the response. A server error is met by opening the page again;
 * when that leads elsewhere, the step had worked after all.
 */
async function step(w, name, at, body) {
	const here = () => at.test(where(w));
	const url = w.page.url();
	T.ok(here(), `${name}: the page is ${where(w)}`, `want ${at}`);
	if (w.onPage)
		await w.onPage(name);
	for (let i = 0; i < 10; i++) {
		let response = null;
		try {
			response = await body();
		} catch (e) {
			if (!w.killing || i === 9)
				throw e;
		}
		if (response === undefined ||
		    (response && response.status() < 500))
			return;
		w.retries = (w.retries || 0) + 1;
		T.note(`${name}: again, after ` + (response ?
		    `status ${response.status()}` : 'no answer'));
		await healthy(w);
		await w.page.goto(url);
		if (!here())
			return;
	}
}

async function fill(w, fields) {
	for (const [name, value] of Object.entries(fields)) {
		const input = w.page.locator(`[name="${name}"]`);
		const kind = await kindOf(input);
		if (w.keyboard)
			await type(w, name, kind, value);
		else if (kind === 'radio')
			await w.page.locator(
			    `[name="${name}"][value="${value}"]`).check();
		else if (kind === 'checkbox')
			await input.check();
		else if (kind === 'select') {
			await option(w, name, value);
			await input.selectOption(value);
		} else
			await input.fill(value);
	}
}

async function register(w, poster) {
	const p = w.person;
	await w.page.goto(w.prod.base + poster);
	await step(w, 'entry', /^\/c\//, () =>
	    press(w, 'main a[href="/register"]'));
	let since = Date.now();
	await step(w, 'register', /^\/register$/, async () => {
		since = Date.now();
		await fill(w, { Type: p.type, Number: p.number, Name: p.name,
		    Sex: p.sex, Phone: p.phone, Email: p.email || '',
		    Password: PASSWORD, Again: PASSWORD, Terms: '1',
		    Photo: '1', Face: '1', Sms: '1' });
		return press(w, 'form[action="/register"] .weui-btn_primary');
	});
	await step(w, 'register-code', /^\/register\/phone$/, async () => {
		const code = await T.smsCode(w.prod, p.phone, since);
		const button = 'form[action="/register/phone"] [type=submit]';
		if (!w.scripts) {
			await fill(w, { Code: code });
			return press(w, button);
		}
		/* The script sends the form at the sixth digit. */
		const next = w.page.waitForNavigation({ timeout: 30000 });
		await fill(w, { Code: code });
		return next;
	});
}

/* A 采集码 as the album has it: a picture of a QR code. */
function codePicture(payload) {
	const file = path.join(os.tmpdir(), `gp-code-${process.pid}.png`);
	execFileSync('qrencode', ['-o', file, '-s', '8', payload]);
	return file;
}

async function collect(w) {
	const p = w.person;
	await step(w, 'home', /^\/home$/, () =>
	    press(w, 'a[href^="/collect/"]'));
	if (/identity/.test(where(w)))
		await step(w, 'identity', /^\/collect\/identity$/, () =>
		    press(w, `[name=Kind][value=${p.kind}]`));
	if (/identity/.test(where(w)))
		await step(w, 'identity-choice', /^\/collect\/identity$/, () =>
		    press(w, '[name=Enrolment]'));
	if (p.kind === 'graduate')
		await step(w, 'code', /^\/collect\/code$/, async () => {
			if (p.codePicture)
				await w.page.setInputFiles('[name=Picture]',
				    p.codePicture);
			else {
				await (w.keyboard ? unfold(w) : w.page.locator(
				    'details:has([name=Payload]) summary')
				    .click());
				await fill(w, { Payload: p.code });
			}
			await fill(w, { Last4: p.number.slice(-4) });
			return press(w,
			    'form[action="/collect/code"] [type=submit]');
		});
	await step(w, 'confirm', /^\/collect\/confirm$/, () =>
	    press(w, 'form[action="/collect/confirm"] [type=submit]'));
	await step(w, 'route', /^\/collect\/route$/, () =>
	    press(w, `[name=Route][value=${w.route || 'online'}]`));
	if (w.route)
		return;
	await step(w, 'guide', /^\/collect\/guide$/, () =>
	    press(w, '.gp-actions a[href="/collect/camera"]'));
}

/* After a picture has been given to the script: where it leads, trying again
 * as often as it offers that. */
async function sent(w, give) {
	const next = w.page.waitForNavigation({ timeout: 60000 });
	await give();
	for (;;) {
		const retry = w.page.locator('#retry');
		const r = await Promise.race([next,
		    retry.waitFor({ state: 'visible', timeout: 60000 })
			.then(() => 'retry')]);
		if (r !== 'retry')
			return r;
		w.retries = (w.retries || 0) + 1;
		T.note('camera: again, after ' +
		    await w.page.locator('#message').innerText()
			.catch(() => 'an error'));
		await healthy(w);
		await retry.click();
		await retry.waitFor({ state: 'hidden' });
	}
}

async function shootByFile(w) {
	const choose = () => w.page.setInputFiles('#photo', w.picture);
	await step(w, 'camera', /^\/collect\/camera$/, async () => {
		if (w.scripts)
			return sent(w, choose);
		await choose();
		return press(w, '#file [type=submit]');
	});
}

async function shootByCamera(w) {
	await step(w, 'camera', /^\/collect\/camera$/, async () => {
		const shutter = w.page.locator('#shutter');
		await shutter.waitFor({ state: 'visible' });
		await T.until('the shutter to be ready', () =>
		    shutter.isEnabled());
		if (w.keyboard)
			await reach(w, '#shutter');
		return sent(w, () => w.keyboard ?
		    w.page.keyboard.press('Enter') : shutter.click());
	});
}

/* Without scripts a button shows the next list. */
async function address(w, a) {
	const { City, District, ...first } = a;
	const more = '.gp-address [name=More]';
	if (w.scripts)
		return fill(w, { ...a, Mailing: '1' });
	await fill(w, first);
	await press(w, more);
	await fill(w, { City });
	await press(w, more);
	await fill(w, { District, Mailing: '1' });
}

async function order(w) {
	const p = w.person;
	await step(w, 'preview', /^\/collect\/preview$/, () =>
	    press(w, 'form[action="/collect/preview"] [type=submit]'));
	await step(w, 'prints', /^\/collect\/prints$/, async () => {
		await fill(w, { Prints: p.address ? 'yes' : 'no' });
		if (p.address)
			await address(w, p.address);
		return press(w, 'form[action="/collect/prints"] ' +
		    '.gp-actions [type=submit]');
	});
}

async function pay(w) {
	let looked = false, tried = !w.scripts;
	/* The page goes on by itself, once: not before it has been looked at,
	 * nor while somebody is on the way to its link. */
	if (w.scripts)
		await w.page.route(/\/simulator\/pay/, (route) => {
			tried = true;
			return looked ? route.continue() :
			    route.abort('aborted');
		});
	await step(w, 'order', /^\/orders\/[0-9a-f]{32}$/, () =>
	    press(w, 'form[action$="/pay"] [type=submit]'));
	w.order = where(w).split('/')[2];
	await step(w, 'pay', /^\/orders\/[0-9a-f]{32}\/pay$/, async () => {
		await T.until('the page to go on', () => tried, 10)
		    .catch(() => {});
		looked = true;
		return leave(w, 'main a[href*="/simulator/"]',
		    /\/simulator\/pay/);
	});
	await step(w, 'provider', /^\/simulator\/pay$/, () =>
	    press(w, '[name=action][value=pay]'));
	if (/simulator/.test(where(w)))
		await step(w, 'provider-paid', /^\/simulator\/pay$/, () =>
		    press(w, 'a[href*="/orders/"]'));
	await T.until('the order to be paid', async () => {
		if (/\/wait$/.test(where(w)))
			await w.page.goto(w.page.url()).catch(() => {});
		return new RegExp(`/orders/${w.order}$`).test(where(w));
	});
}

async function completed(w) {
	await step(w, 'order-paid', /^\/orders\/[0-9a-f]{32}$/, async () => {
		await w.page.goto(w.prod.base + '/collections');
	});
	await step(w, 'collections', /^\/collections$/, () =>
	    press(w, 'a[href^="/collections/"]'));
	await step(w, 'collection', /^\/collections\/[0-9a-f]{32}$/,
	    async () => {});
	const href = await w.page.locator('a[download]').first()
	    .getAttribute('href');
	const got = await w.page.request.get(w.prod.base + href);
	T.is(got.status(), 200, 'the finished photo can be downloaded');
	const file = path.join(w.prod.state, 'result.jpg');
	fs.writeFileSync(file, await got.body());
	const profile = w.person.kind === 'graduate' ? 'chsi-graduate-blue' :
	    'new-student-white';
	const bin = path.join(T.src, '.dev/root/bin/idphoto');
	const check = () => {
		try {
			execFileSync(bin, ['check', file, '--profile', profile],
			    { stdio: 'pipe' });
			return '';
		} catch (e) {
			return `${e.stdout}${e.stderr}`;
		}
	};
	T.is(check(), '', 'it conforms to the standard');
}

/* What must hold for the money of w's order when all is over. */
function books(w) {
	T.is(T.sql(w.prod, `SELECT state FROM orders
	    WHERE token = '${w.order}'`).flat().pop(), 'paid',
	    'the order is paid');
	T.is(T.sql(w.prod, `SELECT count(*) FROM payment p JOIN orders o
	    ON o.id = p.order_id WHERE o.token = '${w.order}'`).flat().pop(),
	    '1', 'it was charged once');
	T.is(T.sql(w.prod, `SELECT c.state FROM collection c JOIN orders o
	    ON o.collection_id = c.id WHERE o.token = '${w.order}'`)
	    .flat().pop(), 'submitted', 'the collection is submitted');
}

module.exports = { register, collect, shootByFile, shootByCamera, order, pay,
    completed, books, codePicture, step, press, fill, healthy, PASSWORD };
