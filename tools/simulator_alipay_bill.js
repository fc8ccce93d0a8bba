'use strict';
/*
 * Alipay's books of a day: a ZIP of two CSV files in GBK, the trades and
 * their sums. Faults: missing or extra (so many lines), bad_hash (a count
 * that is not the number of lines).
 */
const crypto = require('node:crypto');
const zlib = require('node:zlib');
const { execFileSync } = require('node:child_process');

const COLUMNS = '支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,' +
	'门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,' +
	'集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,' +
	'商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注';
const SUMS = '门店编号,门店名称,交易订单总笔数,退款订单总笔数,订单金额（元）,' +
	'商家实收（元）,支付宝优惠（元）,商家优惠（元）,卡消费金额（元）,服务费（元）,' +
	'分润（元）,实收净额（元）';

const beijing = (t) => new Date((t + 8 * 3600) * 1000).toISOString()
	.slice(0, 19).replace('T', ' ');
const yuan = (fen) => (fen / 100).toFixed(2);
const gbk = (s) => execFileSync('iconv', ['-f', 'UTF-8', '-t', 'GB18030'],
	{ input: s });

function row(t, kind, fen, at, request) {
	const s = yuan(fen);
	return { kind, fen, cells: [t.trade_no, t.out_trade_no, kind,
		t.description, beijing(t.created), beijing(at), '', '', '', '',
		'*模拟(sim***@alipay.com)', s, s, '0.00', '0.00', '0.00', '0.00',
		'0.00', '', '0.00', '0.00', request, '0.00', '0.00', ''] };
}

/* Of that day, oldest first, as the faults have them. */
function rows(day, b, mood) {
	const on = (t) => t && beijing(t).startsWith(day);
	const list = [
		...Object.values(b.trades).filter((t) => on(t.paid))
			.map((t) => row(t, '交易', t.amount, t.paid, '')),
		...Object.values(b.refunds).filter((f) => on(f.done))
			.map((f) => row(b.trades[f.out_trade_no], '退款', -f.amount,
				f.done, f.out_request_no)),
	].sort((x, y) => (x.cells[5] < y.cells[5] ? -1 : 1));
	list.splice(0, mood.missing || 0);
	for (let i = 0; list.length && i < (mood.extra || 0); i++) {
		const cells = [...list[0].cells];
		cells[0] = `2026${crypto.randomInt(1e12)}`;
		cells[1] = crypto.randomUUID().replaceAll('-', '');
		list.push({ ...list[0], cells });
	}
	return list;
}

/* --- ZIP ------------------------------------------------------------------ */

function crc32(data) {
	let c = 0xffffffff;
	for (const byte of data) {
		c ^= byte;
		for (let k = 0; k < 8; k++)
			c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
	}
	return (c ^ 0xffffffff) >>> 0;
}

/* Fields of little-endian numbers: [bytes, value] each. */
const pack = (...fields) => Buffer.concat(fields.map(([n, v]) => {
	const b = Buffer.alloc(n);
	b.writeUIntLE(v, 0, n);
	return b;
}));

/* files: [name, data] each, both bytes. */
function zip(files) {
	const parts = [];
	const index = [];
	let at = 0;
	for (const [name, data] of files) {
		const packed = zlib.deflateRawSync(data);
		const about = pack([2, 20], [2, 0], [2, 8], [2, 0], [2, 0x21],
			[4, crc32(data)], [4, packed.length], [4, data.length],
			[2, name.length], [2, 0]);
		parts.push(pack([4, 0x04034b50]), about, name, packed);
		index.push(pack([4, 0x02014b50], [2, 20]), about,
			pack([2, 0], [2, 0], [2, 0], [4, 0], [4, at]), name);
		at += 4 + about.length + name.length + packed.length;
	}
	const directory = Buffer.concat(index);
	return Buffer.concat([...parts, directory, pack([4, 0x06054b50], [2, 0],
		[2, 0], [2, files.length], [2, files.length],
		[4, directory.length], [4, at], [2, 0])]);
}

/* --- the two files --------------------------------------------------------- */

function detail(day, seller, list, mood) {
	const sum = (kind) => list.filter((r) => r.kind === kind);
	const said = (kind) => `#${kind}合计：` +
		`${sum(kind).length + (mood.bad_hash ? 1 : 0)}笔，商家实收共` +
		`${yuan(sum(kind).reduce((s, r) => s + r.fen, 0))}元，商家优惠共0.00元\r\n`;
	return '#支付宝业务明细查询\r\n' + `#账号：[${seller}]\r\n` +
		`#起始日期：[${day} 00:00:00]   终止日期：[${day} 23:59:59]\r\n` +
		'#-----------------------------------------业务明细列表----------\r\n' +
		COLUMNS + '\r\n' +
		list.map((r) => r.cells.map((c) => c + '\t').join(',') + '\r\n')
			.join('') +
		'#-----------------------------------------业务明细列表结束------\r\n' +
		said('交易') + said('退款') + '#导出时间：[simulated]\r\n';
}

const summary = (list) => '#支付宝业务汇总查询\r\n' + SUMS + '\r\n' +
	`合计\t,\t,${list.filter((r) => r.fen > 0).length},` +
	`${list.filter((r) => r.fen < 0).length},` +
	`${yuan(list.reduce((s, r) => s + r.fen, 0))},,,,,,,\r\n`;

/* null: nothing happened that day. */
function file(day, b, mood) {
	const list = rows(day, b, mood);
	if (!list.length && !mood.missing)
		return null;
	const name = `${b.seller}_${day.replaceAll('-', '')}_业务明细`;
	return zip([
		[gbk(`${name}.csv`), gbk(detail(day, b.seller, list, mood))],
		[gbk(`${name}(汇总).csv`), gbk(summary(list))],
	]);
}

module.exports = { file, zip };
