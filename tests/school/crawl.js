/*
 * Every page of staff, as links lead there: from the first page of each
 * person, and from where they are, through the site map of admin.fcgi.
 */
'use strict';
const path = require('path');
const { execFileSync } = require('child_process');
const T = require('../browser/lib.js');

/* Asked by scripts, not by people. */
const UNLINKED = ['/admin/jobs/:token/state'];

const sitemap = () => execFileSync(path.join(T.build, 'admin.fcgi'),
    ['--routes'], { encoding: 'utf8' }).split('\n').map((l) => l.split(/\s+/))
    .filter((l) => l[0] === 'GET' && l.includes('STAFF'))
    .map((l) => l[1]);

/* The most literal path of the site map that the address has. */
function patternOf(map, address) {
	const fits = (p) => new RegExp('^' +
	    p.replace(/[.]/g, '\\.').replace(/:\w+/g, '[^/]+') + '$')
	    .test(address);

	return map.filter(fits).sort((a, b) => a.split(':').length -
	    b.split(':').length)[0];
}

/* Addresses in any attribute, but for forms. */
const linksOf = (page) => page.evaluate(() =>
    [...document.querySelectorAll('*:not(form)')].flatMap((e) =>
    [...e.attributes].filter((x) => /^\/admin/.test(x.value)).map((x) =>
    ({ at: new URL(x.value, location).href,
	page: x.name === 'href' && !e.download }))));

/* One person in one language; seen: patterns somebody has seen. */
async function walk(page, base, starts, lang, map, seen, name) {
	const queue = [base + '/admin', ...starts];
	const mine = new Set(queue.map((at) => patternOf(map,
	    new URL(at).pathname)));

	while (queue.length) {
		const at = queue.shift();
		const pattern = patternOf(map, new URL(at).pathname);
		const r = await page.goto(at);
		T.is(r.status(), 200, `${name}: ${pattern}`);
		T.is(await page.getAttribute('html', 'lang'), lang,
		    `${name}: ${pattern}: in the language`);
		await T.looks(page, name + pattern.replace(/[/:]+/g, '-'));
		seen.add(pattern);
		for (const l of await linksOf(page)) {
			const u = new URL(l.at);
			const p = u.origin === new URL(base).origin &&
			    patternOf(map, u.pathname);
			if (!p || mine.has(p))
				continue;
			mine.add(p);
			const type = (await page.request.get(l.at))
			    .headers()['content-type'] || '';
			if (l.page && type.startsWith('text/html'))
				queue.push(l.at);
			else
				seen.add(p);
		}
	}
}

/* people: { login: page }, logged in; also: { login: [addresses] } to begin
 * from besides. */
async function crawl(browser, base, people, also = {}) {
	const map = sitemap(), seen = new Set();

	for (const [login, page] of Object.entries(people))
		for (const lang of ['zh-CN', 'en']) {
			const c = await browser.newContext({
			    viewport: page.viewportSize(),
			    storageState: await page.context().storageState() });
			await c.addCookies([{ name: 'gp_lang', value: lang,
			    url: base }]);
			await walk(await c.newPage(), base, [page.url(),
			    ...also[login] || []], lang, map, seen, `${login}-${lang}`);
			await c.close();
		}
	const missed = map.filter((p) => !seen.has(p) &&
	    !UNLINKED.includes(p));
	T.is(missed.join(' '), '', 'a link leads to every page of the site map');
}

module.exports = { crawl };
