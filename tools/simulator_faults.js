'use strict';
/*
 * Faults on demand. `answer` and `callback` hold for everything; rules hold
 * for what they match, so often or with such a chance:
 *
 *   { "on": "answer" | "callback", "match": "regular expression",
 *     "times": N, "chance": 0..1, ...fault }
 *
 * An answer's label is "wechat POST /v3/pay/transactions/h5", a callback's
 * "wechat TRANSACTION.SUCCESS <order number>". The first rule that applies
 * wins. Chances come from one generator with a seed, so that a run can be
 * made again. Not kept: a restart has no faults.
 */

/* mulberry32: small, seeded, good enough to choose among faults. */
function generator(seed) {
	let a = seed >>> 0;
	return () => {
		a = (a + 0x6d2b79f5) >>> 0;
		let t = a;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}

const plain = (offset) => ({ offset, answer: {}, callback: {}, rules: [],
	seed: 1, refund_seconds: 2, refund_result: 'SUCCESS', bill: {} });

/* What strikes a callback when it is queued, not when it is sent. */
const QUEUED = ['drop', 'delay_ms', 'jitter_ms', 'wrong_amount'];

function create(offset) {
	let mood = plain(offset);
	let random = generator(mood.seed);

	function applies(rule, on, label, queued) {
		if (rule.on !== on || rule.times === 0 ||
			!new RegExp(rule.match || '').test(label))
			return false;
		if (on === 'callback' &&
			queued !== QUEUED.some((name) => name in rule))
			return false;
		if (rule.chance !== undefined && random() >= rule.chance)
			return false;
		if (rule.times)
			rule.times--;
		return true;
	}

	const pick = (on, label, queued) => ({ ...mood[on],
		...mood.rules.find((r) => applies(r, on, label, queued)) });

	return {
		get mood() { return mood; },
		random: () => random(),
		answer: (label) => pick('answer', label),
		queued: (label) => pick('callback', label, true),
		sent: (label) => pick('callback', label, false),
		change(q) {
			if (q.reset)
				mood = plain(offset);
			for (const name of Object.keys(mood))
				if (q[name] !== undefined)
					mood[name] = q[name];
			if (q.reset || q.seed !== undefined)
				random = generator(mood.seed);
		},
	};
}

module.exports = { create };
