'use strict';
/*
 * WeChat Pay's bill of a day: CSV with a byte order mark, a backtick before
 * each cell, yuan, and two lines of sums at the end. Faults: any (the day
 * need not be over), missing or extra (so many lines), status.
 */
const crypto = require('node:crypto');
const zlib = require('node:zlib');

const COLUMNS = '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,' +
	'用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,' +
	'微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,' +
	'商户数据包,手续费,费率,订单金额,申请退款金额,费率备注';
const SUMS = '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,' +
	'订单总金额,申请退款总金额';

const beijing = (t) => new Date((t + 8 * 3600) * 1000).toISOString();
const day = (t) => beijing(t).slice(0, 10);
const yuan = (fen) => (fen / 100).toFixed(2);
const line = (cells) => cells.map((c) => '`' + c).join(',') + '\r\n';

/* After ten in the morning of the next day, for three months. */
function available(date, now, mood) {
	const over = Date.parse(`${date}T10:00:00+08:00`) / 1000 + 86400;
	if (mood.status)
		return [mood.status, 'SYSTEM_ERROR'];
	if (!(over > 0) || now > over + 92 * 86400)
		return [400, 'PARAM_ERROR'];
	return now < over && !mood.any ? [400, 'STATEMENT_CREATING'] : [200];
}

function paymentRow(b, id, p) {
	const o = b.orders[p.out_trade_no];
	return [beijing(p.at).slice(0, 19).replace('T', ' '), b.app, b.merchant,
		'0', '', id, p.out_trade_no, o.payer || 'simulated-payer',
		o.trade_type, 'SUCCESS', 'OTHERS', 'CNY', yuan(p.amount), '0.00', '0',
		'0', '0.00', '0.00', '', '', o.description, '', '0.00000', '0.60%',
		yuan(p.amount), '0.00', ''];
}

function refundRow(b, f) {
	const o = b.orders[f.out_trade_no];
	return [beijing(f.created).slice(0, 19).replace('T', ' '), b.app,
		b.merchant, '0', '', f.transaction_id, f.out_trade_no,
		o.payer || 'simulated-payer', o.trade_type, 'REFUND', 'OTHERS', 'CNY',
		'0.00', '0.00', f.refund_id, f.out_refund_no, yuan(f.refund), '0.00',
		'ORIGINAL', f.status === 'ABNORMAL' ? 'CHANGE' : f.status,
		o.description, '', '0.00000', '0.60%', '0.00', yuan(f.refund), ''];
}

/* Rows of that day, oldest first, as the faults have them. */
function rows(date, b, mood) {
	const list = [
		...Object.entries(b.payments).filter(([, p]) => day(p.at) === date)
			.map(([id, p]) => paymentRow(b, id, p)),
		...Object.values(b.refunds).filter((f) => day(f.created) === date)
			.map((f) => refundRow(b, f)),
	].sort((x, y) => (x[0] < y[0] ? -1 : 1));
	list.splice(0, mood.missing || 0);
	for (let i = 0; list.length && i < (mood.extra || 0); i++) {
		const row = [...list[0]];
		/* The same whenever it is asked for: its hash is announced. */
		row[6] = crypto.createHash('md5').update(`${date} ${i}`)
			.digest('hex');
		row[5] = `42${parseInt(row[6].slice(0, 12), 16)}`;
		list.push(row);
	}
	return list;
}

/* null: nothing happened that day. */
function file(date, b, mood) {
	const list = rows(date, b, mood);
	const sum = (column) => list.reduce((s, r) => s + Number(r[column]), 0)
		.toFixed(2);
	if (!list.length && !mood.missing)
		return null;
	const text = '\ufeff' + COLUMNS + '\r\n' + list.map(line).join('') +
		SUMS + '\r\n' + line([list.length, sum(12), sum(16), sum(17),
		'0.00000', sum(24), sum(25)]);
	return { text, packed: zlib.gzipSync(text) };
}

const hash = (text) => crypto.createHash('sha1').update(text).digest('hex');

module.exports = { available, file, hash };
