/*
 * The single view of the review, by keyboard. The next photos are fetched
 * while one is looked at, pictures and all, so that a decision shows the next
 * one at once and is sent behind its back. What could not be saved is said,
 * with the way back to the photo. Without this script the same forms work.
 */
const AHEAD = 2;	/* photos fetched before they are needed */
const RETRY = 2000;	/* ms until a dead network is tried again */

let node = document.getElementById('review');
const ahead = [];	/* nodes, their pictures loaded */
const unsent = new Map();	/* decisions on their way, by the photo's token */
let flying = null;	/* the one of them that the network has */
let recent = new Set();	/* decided since the last photo was asked for */
let sending = Promise.resolve();
let filling = null;
let lost = null;	/* a decision that was not saved, until it is seen */
let stalled = false;	/* the network is away, and something unsent */
let over = false;	/* the session has ended, or the page is left */
let ruler = true;

const token = (n) => n.dataset.token;
const path = (n) => `/admin/review/${token(n)}`;

/* --- talk to the server ------------------------------------------------- */

function post(url, form, accept) {
	return fetch(url, { method: 'POST', credentials: 'same-origin',
		headers: { Accept: accept },
		body: new URLSearchParams(new FormData(form)) });
}

function trouble(text, href, link) {
	const p = node.querySelector('#trouble');

	p.textContent = text;
	if (href) {
		const a = document.createElement('a');
		a.href = href;
		a.textContent = link;
		p.append(' ', a);
	}
	p.hidden = !text;
}

function ended(n) {
	const names = [...unsent.values()].map((d) =>
	    d.node.querySelector('h1').textContent);

	over = true;
	unsent.clear();
	trouble([node.dataset.over, ...names].join(' '), '/admin/login?next=' + path(n),
	    node.dataset.login);
}

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/* One after the other, in the order of the keys. */
async function save(n, url, body) {
	for (flying = token(n);;) {
		try {
			const answer = await fetch(url, { method: 'POST',
				credentials: 'same-origin', keepalive: true, body,
				headers: { Accept: 'application/json' } });
			if (answer.status === 401)
				return ended(n);
			if (!answer.ok) {
				lost = [node.dataset.lost + ' ' +
				    (await answer.json()).message, path(n),
				    n.querySelector('h1').textContent];
				trouble(...lost);
			}
			return;
		} catch {
			if (over)
				return;
			stalled = true;
			trouble(node.dataset.network);
			await pause(RETRY);
			stalled = false;
			trouble(...lost || ['']);
		}
	}
}

function send(n, form, action) {
	const body = new URLSearchParams(new FormData(form));
	const url = `${path(n)}/${action}`;

	unsent.set(token(n), { node: n, url, body });
	recent.add(token(n));
	sending = sending.then(() => over ? null : save(n, url, body))
	    .finally(() => unsent.delete(token(n)));
}

/* --- the photos ahead ---------------------------------------------------- */

/* As blobs: what the server sends is kept by no cache. */
async function load(picture, name) {
	const answer = await fetch(picture.getAttribute(name),
	    { credentials: 'same-origin' });

	if (answer.ok)
		picture.setAttribute(name, URL.createObjectURL(
		    await answer.blob()));
}

async function read(answer) {
	const page = new DOMParser().parseFromString(await answer.text(),
	    'text/html');
	const found = page.getElementById('review');

	if (!found || !found.dataset.mine)
		return null;
	found.dataset.url = answer.url;
	const images = [...found.querySelectorAll('img')];
	await Promise.all([...images.map((x) => load(x, 'src')),
		...[...found.querySelectorAll('image')].map((x) =>
		    load(x, 'href'))]);
	document.adoptNode(found);
	await Promise.all(images.map((x) => x.decode().catch(() => {})));
	return found;
}

/* The last of the row knows where to go on. A photo that is here already, or
 * was decided while it was fetched, means that the row has come round. */
async function fetchOne() {
	recent = new Set(unsent.keys());
	const last = ahead[ahead.length - 1] || node;
	const form = last.querySelector('form.ga-decide');
	const answer = await post('/admin/review/next', form, 'text/html');

	if (/\/admin\/login/.test(answer.url))
		return ended(node);
	if (!/\/admin\/review\/[^/]+$/.test(new URL(answer.url).pathname))
		return null;
	const next = await read(answer);
	const here = next && [node, ...ahead].some((n) =>
	    token(n) === token(next));
	return next && !here && !recent.has(token(next)) ? next : null;
}

async function fillUp() {
	while (ahead.length < AHEAD && !over) {
		const next = await fetchOne();
		if (!next)
			return;
		ahead.push(next);
	}
}

function fill() {
	if (!filling)
		filling = fillUp().catch(() => {}).finally(() => {
			filling = null;
		});
	return filling;
}

/* --- on the screen ------------------------------------------------------- */

function show(next) {
	for (const x of node.querySelectorAll('[src^="blob:"], [href^="blob:"]'))
		if (!ahead.includes(node))
			URL.revokeObjectURL(x.getAttribute('src') ||
			    x.getAttribute('href'));
	node.replaceWith(next);
	node = next;
	const box = node.querySelector('#ruler');
	if (box)
		box.checked = ruler;
	history.replaceState(null, '', node.dataset.url || location.href);
	if (lost)
		trouble(...lost);
	const head = node.querySelector('h1');
	head.tabIndex = -1;
	head.focus({ preventScroll: true });
	document.dispatchEvent(new CustomEvent('photo'));
}

/* Where none is ready, what is being sent may free one; then it is over. */
async function advance() {
	if (!ahead.length) {
		node.classList.add('ga-waits');
		trouble(node.dataset.loading);
		await fill();
		await sending;
		if (!ahead.length && !over)
			await fill();
	}
	if (over)
		return;
	if (!ahead.length && lost) {	/* it must be seen first */
		over = true;
		node.classList.remove('ga-waits');
		trouble(...lost);
		return;
	}
	if (!ahead.length) {
		over = true;
		location.href = node.querySelector(
		    '.ga-review__who a').href;
		return;
	}
	show(ahead.shift());
	fill();
}

/* --- what people do -------------------------------------------------------- */

let moving = false;

async function decide(action, form) {
	if (moving || over)
		return;
	moving = true;
	send(node, form, action);
	try {
		await advance();
	} finally {
		moving = false;
	}
}

function rejecting() {
	return node.querySelector('.ga-why_on');
}

function rejectMode(on) {
	const why = node.querySelector('.ga-why');

	if (why)
		why.classList.toggle('ga-why_on', on);
}

function reject() {
	const form = node.querySelector('#reject');

	if (!form)
		return;
	if (form.querySelector(':checked') || form.elements.Note.value.trim())
		decide('reject', form);
	else
		trouble(node.dataset.reason);
}

async function undo() {
	if (moving || over)
		return;
	moving = true;
	await sending;
	try {
		const answer = await post('/admin/review/undo',
		    node.querySelector('form.ga-decide'), 'application/json');
		if (answer.status === 401) {
			ended(node);
		} else if (!answer.ok) {
			trouble((await answer.json()).message);
		} else {
			const back = await read(answer);
			const mine = node.dataset.mine;
			const twin = back && ahead.findIndex((n) =>
			    token(n) === token(back));
			if (back && twin >= 0)
				ahead.splice(twin, 1);
			if (back && mine)
				ahead.unshift(node);
			if (back)
				show(back);
		}
	} catch {
		trouble(node.dataset.network);
	}
	moving = false;
}

/* In the photo's place, one after the other: the part of the original that
 * became the photo, the enrolment photo, and the photo again. Which it is
 * stands on it: they may look alike. */
function compare() {
	const place = node.querySelector('.ga-picture');
	const all = ['.ga-original[data-crop]', '.ga-enrolment'].map((x) =>
	    node.querySelector(x)).filter((x) => x);
	const now = all.findIndex((x) => x.parentNode === place);
	const turn = (x) => {
		const box = x.getAttribute('viewBox');
		if (box) {
			x.setAttribute('viewBox', x.dataset.crop);
			x.dataset.crop = box;
		}
	};

	if (!place)
		return;
	if (now >= 0) {
		turn(all[now]);
		node.querySelector(all[now].matches('.ga-enrolment') ?
		    '#enrolment' : '#original').prepend(all[now]);
	}
	delete place.dataset.shown;
	if (all[now + 1]) {
		place.dataset.shown = all[now + 1].parentNode
		    .querySelector('figcaption').textContent;
		turn(all[now + 1]);
		place.append(all[now + 1]);
	}
}

const actions = {
	a: () => decide('accept', node.querySelector('form.ga-decide')),
	n: () => decide('skip', node.querySelector('form.ga-decide')),
	r: () => rejecting() ? reject() : rejectMode(true),
	u: undo,
	z: () => node.classList.toggle('ga-zoom'),
	c: compare,
};

/* Also with a Chinese input method, which hides the letter. */
function letter(e) {
	return /^[a-z]$/i.test(e.key) ? e.key.toLowerCase() :
	    e.code.startsWith('Key') ? e.code.slice(3).toLowerCase() : '';
}

function digit(e) {
	const m = /^(?:Digit|Numpad)(\d)$/.exec(e.code);
	const box = m && node.querySelector(`[data-key="${m[1]}"]`);

	if (!box || !rejecting())
		return false;
	box.checked = e.shiftKey ? !box.checked : true;
	if (!e.shiftKey)
		reject();
	return true;
}

function key(e) {
	const typing = e.target.matches('input[type=text], textarea, select');

	if (e.ctrlKey || e.altKey || e.metaKey || e.repeat)
		return;
	if (e.key === 'Escape') {
		rejectMode(false);
		node.classList.remove('ga-zoom');
		lost = null;
		trouble('');
		return;
	}
	if (typing || over)
		return;
	if (e.key === 'Enter' && rejecting() &&
	    !e.target.matches('button, a, summary')) {
		e.preventDefault();
		reject();
		return;
	}
	if (node.dataset.mine && digit(e)) {
		e.preventDefault();
		return;
	}
	/* A reason typed without its field must not decide anything. */
	if (rejecting() && !/^[rzc]$/.test(letter(e)))
		return;
	const act = actions[letter(e)];
	if (act && (node.dataset.mine || 'uzc'.includes(letter(e)))) {
		e.preventDefault();
		act();
	}
}

/* The forms do the same by mouse. */
function submitted(e) {
	const to = e.submitter && e.submitter.getAttribute('formaction') ||
	    e.target.getAttribute('action');
	const what = to.split('/').pop();

	if (!node.contains(e.target) ||
	    !['accept', 'skip', 'undo', 'reject'].includes(what))
		return;
	e.preventDefault();
	e.stopImmediatePropagation();
	if (what === 'undo')
		undo();
	else if (what === 'reject')
		reject();
	else
		decide(what, e.target);
}

/* Decided is decided; others need not wait for what was only fetched ahead. */
function leave() {
	for (const [t, d] of unsent)
		if (t !== flying)
			fetch(d.url, { method: 'POST', keepalive: true,
				credentials: 'same-origin', body: d.body,
				headers: { Accept: 'application/json' } });
	for (const n of ahead)
		fetch(`${path(n)}/skip`, { method: 'POST', keepalive: true,
			credentials: 'same-origin',
			headers: { Accept: 'application/json' },
			body: new URLSearchParams(new FormData(
			    n.querySelector('form.ga-decide'))) });
	ahead.length = 0;
	over = true;
}

if (node) {
	node.dataset.url = location.href;
	document.addEventListener('keydown', key);
	window.addEventListener('submit', submitted, true);
	document.addEventListener('change', (e) => {
		if (e.target.id === 'ruler')
			ruler = e.target.checked;
	});
	window.addEventListener('beforeunload', (e) => {
		if (stalled)
			e.preventDefault();
	});
	window.addEventListener('pagehide', leave);
	window.addEventListener('pageshow', (e) => {
		if (e.persisted)
			location.reload();
	});
	if (node.dataset.mine)
		fill();
}
