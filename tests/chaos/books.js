/* The books of money.t: the providers', ours, and what is wrong between. */
'use strict';
const T = require('../browser/lib.js');

/* Of each provider and order: what came in, what went back. */
function theirs(state) {
	const { trades, refunds } = state.alipay;
	const rows = [];
	const add = (provider, order, paid, back) => rows.push({ provider,
	    order, in: paid.reduce((a, b) => a + b, 0), back });

	for (const { out_trade_no: order } of Object.values(state.orders))
		add('wechat', order, Object.values(state.payments)
		    .filter((p) => p.out_trade_no === order)
		    .map((p) => p.amount), Object.values(state.refunds)
		    .filter((f) => f.out_trade_no === order &&
			f.status === 'SUCCESS').map((f) => f.refund));
	for (const t of Object.values(trades))
		add('alipay', t.out_trade_no, t.paid ? [t.amount] : [],
		    Object.values(refunds).filter((f) => f.done &&
			f.out_trade_no === t.out_trade_no)
			.map((f) => f.amount));
	return rows;
}

/* What a provider would still take money for. */
function open(state) {
	return [...Object.values(state.orders)
	    .filter((o) => o.state === 'NOTPAY'),
	    ...Object.values(state.alipay.trades)
		.filter((t) => t.state === 'WAIT_BUYER_PAY')]
	    .map((o) => o.out_trade_no);
}

/* "provider order" to [in, back]. */
function ours(prod) {
	return new Map(T.sql(prod, `SELECT p.provider, o.token,
	    SUM(p.amount_fen) AS paid, COALESCE(SUM((SELECT
	    SUM(f.amount_fen) FROM refund f WHERE f.payment_id = p.id
	    AND f.state = 'success')), 0) AS back
	    FROM payment p JOIN orders o ON o.id = p.order_id
	    GROUP BY p.provider, o.token`).slice(1)
	    .map((r) => [`${r[0]} ${r[1]}`, [Number(r[2]), Number(r[3])]]));
}

const sum = (list) => list.reduce((a, b) => a + b, 0);

/* { money, twice, paid: what is wrong; total: by provider, theirs and ours,
 * in and back }. price: of every order. */
function compare(prod, state, price) {
	const wrong = { money: [], twice: [], paid: [] };
	const total = {};
	const mine = ours(prod);
	const kept = {};

	for (const t of theirs(state)) {
		const key = `${t.provider} ${t.order}`;
		const [paid, repaid] = mine.get(key) || [0, 0];
		const back = sum(t.back);
		const line = total[t.provider] ||= [0, 0, 0, 0];
		[t.in, back, paid, repaid].forEach((x, i) => line[i] += x);
		mine.delete(key);
		kept[t.order] = (kept[t.order] || 0) + t.in - back;
		if (t.in !== paid || back !== repaid)
			wrong.money.push(`${key}: ${t.in}-${back} there, ` +
			    `${paid}-${repaid} here`);
		if (back > t.in || t.back.length > t.in / price)
			wrong.twice.push(`${key}: ${t.in}-${t.back}`);
	}
	for (const [key, [paid]] of mine)
		wrong.money.push(`${key}: nothing there, ${paid} here`);
	for (const [order, state_, collection] of T.sql(prod, `SELECT o.token,
	    o.state, c.state FROM orders o
	    JOIN collection c ON c.id = o.collection_id`).slice(1))
		if (state_ === 'paid' ?
		    kept[order] !== price || collection !== 'submitted' :
		    kept[order])
			wrong.paid.push(`${order} ${state_} ${collection} ` +
			    `${kept[order]}`);
	return { ...wrong, total };
}

module.exports = { compare, open };
