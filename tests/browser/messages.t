#!/usr/bin/env node
/*
 * What a student sees of the message with the code: sending, sent, arrived,
 * or why not; told while the code is being typed. The provider is
 * tests/wire/sms_provider.js, where the phone's last digits decide.
 */
'use strict';
const fs = require('fs');
const os = require('os');
const path = require('path');
const net = require('net');
const { spawn, execFileSync } = require('child_process');
const T = require('./lib.js');

const freePort = () => new Promise((resolve) => {
	const s = net.createServer();
	s.listen(0, '127.0.0.1', () => {
		const { port } = s.address();
		s.close(() => resolve(port));
	});
});

async function provider(defer, dir, port) {
	const p = spawn('node', [path.join(T.src,
	    'tests/wire/sms_provider.js'), String(port)], { stdio: 'ignore' });
	defer(() => p.kill());
	const control = (body) => fetch(`http://127.0.0.1:${port}/control`,
	    { method: 'POST', body: JSON.stringify(body) });
	await T.until('the provider', () => control({}).catch(() => null));
	const texts = execFileSync(path.join(T.src, '.dev/root/bin/gradphoto'),
	    ['messages', 'texts'], { encoding: 'utf8' });
	let n = 100;
	fs.writeFileSync(path.join(dir, 'numbers'), texts.split('\n')
	    .filter((l) => / = $/.test(l)).map((l) => l + n++ + '\n').join(''));
	fs.writeFileSync(path.join(dir, 'secret'), 'secret-Of_the/tests',
	    { mode: 0o600 });
	return ['sms = aliyun', 'sms_key_id = AKtest',
		`sms_secret_file = ${dir}/secret`,
		`sms_templates_file = ${dir}/numbers`,
		`sms_host = http://127.0.0.1:${port}`].join('\n');
}

/* A passport, so that each has a number of its own. */
async function register(page, prod, phone, number) {
	await page.goto(prod.base + '/c/demo0000000000000000000000000001');
	await page.goto(prod.base + '/register');
	await page.locator('[name=Type][value=passport]').check();
	await page.fill('[name=Number]', number);
	await page.fill('[name=Name]', 'Ann Lee');
	await page.locator('[name=Sex][value=F]').check();
	await page.fill('[name=Phone]', phone);
	await page.fill('[name=Password]', 'Sommer-2027!');
	await page.fill('[name=Again]', 'Sommer-2027!');
	for (const name of ['Terms', 'Photo', 'Face'])
		await page.locator(`[name=${name}]`).check();
	await page.locator('form[action="/register"] .weui-btn_primary')
	    .click();
	await page.waitForURL('**/register/phone');
}

const said = (page, text, seconds) => T.until(text, async () =>
	(await page.locator('#code-state').textContent()).includes(text),
seconds);

T.run(async (defer) => {
	const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'gpb-sms-'));
	defer(() => fs.rmSync(dir, { recursive: true, force: true }));
	const prod = await T.product(defer,
	    await provider(defer, dir, await freePort()));
	const b = await T.browser(defer);
	const page = await (await T.context(b)).newPage();

	await register(page, prod, '13800000001', 'FT482911');
	await page.locator('[name=Code]').pressSequentially('123');
	await said(page, '短信已发出');
	T.ok(true, 'the page learns by itself that it was sent');
	await T.looks(page, 'code-sent');
	await said(page, '短信已送达', 60);
	T.ok(true, 'and that it has arrived');
	T.is(await page.inputValue('[name=Code]'), '123',
	    'what was typed stays');
	await T.looks(page, 'code-arrived');
	await page.context().clearCookies();

	await register(page, prod, '13800000003', 'FT482912');
	await said(page, '这个手机号收不到短信');
	await T.looks(page, 'code-number');
	await page.context().clearCookies();

	const en = await (await T.context(b, { locale: 'en-GB' })).newPage();
	await register(en, prod, '13800000010', 'FT482913');
	await said(en, 'We cannot send messages just now');
	await T.looks(en, 'en-code-failed');

	const plain = await (await T.context(b,
	    { javaScriptEnabled: false })).newPage();
	await register(plain, prod, '13800000002', 'FT482914');
	await T.until('the state, asked for by a link', async () => {
		const text = await plain.locator('#code-state').textContent();
		if (text.includes('今天发到这个手机号的短信已到上限'))
			return true;
		await plain.locator('noscript a').click();
		return false;
	});
	T.ok(true, 'without scripts a link tells');
	await T.shot(plain, 'nojs-code-limit');
});
