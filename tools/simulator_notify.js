'use strict';
/*
 * Callbacks: kept until the merchant has taken them or the provider gives
 * up. How one is worded and what counts as taken is the provider's affair.
 */
const crypto = require('node:crypto');
const http = require('node:http');
const https = require('node:https');

const AT_ONCE = 16;
const PATIENCE = 5000;

/* [status, text]; status 0 where there was no answer in time. */
function post(url, body, headers) {
	return new Promise((resolve) => {
		const by = url.startsWith('https:') ? https : http;
		const q = by.request(url, { method: 'POST', timeout: PATIENCE,
			headers: { 'User-Agent': 'Mozilla/4.0',
				'Content-Length': Buffer.byteLength(body), ...headers },
		}, (res) => {
			let text = '';
			res.setEncoding('utf8');
			res.on('data', (d) => { text = (text + d).slice(0, 1000); });
			res.on('end', () => resolve([res.statusCode, text]));
			res.on('error', () => resolve([0, '']));
		});
		q.on('timeout', () => q.destroy());
		q.on('error', () => resolve([0, '']));
		q.end(body);
	});
}

/* core: see simulator.js. */
function create(core) {
	const { store, faults } = core;
	const all = store.table('callbacks');
	const open = new Map(Object.entries(all).filter(([, c]) => !c.done));
	const busy = new Set();

	/* Provider, what it is about, the words, where to; now or later. */
	function add(provider, type, about, content, url) {
		const fault = faults.queued(`${provider} ${type} ${about}`);
		if (fault.drop)
			return;
		if (fault.wrong_amount)
			core.provider(provider).spoil(content, fault.wrong_amount);
		const wait = (fault.delay_ms || 0) +
			Math.floor((fault.jitter_ms || 0) * faults.random());
		const c = { id: crypto.randomUUID(), provider, type, about, content,
			url: core.options.notify ? core.options.notify.replace(
				/wechat$/, provider) : url, tries: 0,
			next: Date.now() + wait, created: core.now() };
		open.set(c.id, c);
		store.put('callbacks', c.id, c);
	}

	async function send(c) {
		const provider = core.provider(c.provider);
		const fault = faults.sent(`${c.provider} ${c.type} ${c.about}`);
		const said = await Promise.all(Array.from(
			{ length: fault.copies || 1 }, () => {
				const { body, headers } = provider.word(c, fault);
				return post(c.url, body, headers);
			}));
		c.last = said.map(([status]) => status);
		console.log(`callback ${c.id} ${c.type}: ${c.last.join(' ')}`);
		if (said.some(([status, text]) => provider.taken(status, text)) ||
			c.tries >= provider.retries.length) {
			c.done = true;
			open.delete(c.id);
		} else {
			c.next = Date.now() + 1000 * (fault.retry_seconds ||
				provider.retries[c.tries++]);
		}
		store.put('callbacks', c.id, c);
	}

	function pump() {
		const held = faults.mood.callback.hold;
		for (const c of open.values()) {
			if (busy.size >= AT_ONCE)
				break;
			if (held || busy.has(c.id) || c.next > Date.now())
				continue;
			busy.add(c.id);
			send(c).finally(() => {
				busy.delete(c.id);
				setImmediate(pump);
			});
		}
	}

	/* What was held goes out one by one, the newest first. */
	async function release() {
		faults.mood.callback.hold = false;
		const list = [...open.values()].filter((c) => !busy.has(c.id));
		list.forEach((c) => busy.add(c.id));
		for (const c of list.reverse()) {
			await send(c);
			busy.delete(c.id);
		}
	}

	/* Traffic that no merchant may take: the provider looks whether we
	 * verify. */
	async function probe(provider, n) {
		for (let i = 0; i < n; i++) {
			const c = core.provider(provider).probe();
			const { body, headers } = core.provider(provider)
				.word(c, { probe: true });
			const [status, text] = await post(c.url, body, headers);
			store.put('probes', crypto.randomUUID(), { status,
				taken: core.provider(provider).taken(status, text) });
		}
	}

	return { add, pump, release, probe, open };
}

module.exports = { create };
