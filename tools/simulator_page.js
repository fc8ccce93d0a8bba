'use strict';
/* The simulator's payment page, for a phone, in Chinese and English. */

const TEXT = {
	zh: {
		title: '模拟支付', warn: '这是模拟支付页面，不会产生真实扣款。',
		to: '收款方', what: '商品', number: '商户单号', pay: '支付（模拟）',
		cancel: '返回，暂不支付', other: 'English', otherLang: 'en',
		paid: '已支付（模拟）', closed: '订单已关闭，不能支付。',
		expired: '订单已超过支付时间。', missing: '没有这个订单。',
		back: '返回商户', merchant: '模拟商户',
	},
	en: {
		title: 'Simulated payment',
		warn: 'This is a simulation. No money will be taken.',
		to: 'Payee', what: 'Item', number: 'Order number',
		pay: 'Pay (simulated)', cancel: 'Go back without paying',
		other: '中文', otherLang: 'zh', paid: 'Paid (simulated)',
		closed: 'This order is closed and cannot be paid.',
		expired: 'The time to pay this order is over.',
		missing: 'There is no such order.', back: 'Back to the shop',
		merchant: 'Simulated merchant',
	},
};

const STYLE = `
*{box-sizing:border-box}
body{margin:0;background:#ededed;color:#191919;line-height:1.5;
 font:17px/1.5 -apple-system,"PingFang SC","Noto Sans CJK SC",sans-serif}
.warn{margin:0;background:#7a3e00;color:#fff;text-align:center;padding:12px 16px;
 font-weight:600}
main{max-width:480px;margin:0 auto;padding:24px 16px}
h1{font-size:20px;text-align:center;margin:0}
.amount{font-size:48px;text-align:center;font-weight:600;margin:8px 0 24px}
dl{background:#fff;border-radius:8px;padding:4px 16px;margin:0 0 24px}
dl div{display:flex;gap:16px;padding:12px 0;border-bottom:1px solid #eee}
dl div:last-child{border:0}
dt{color:#5c5c5c;flex:none}
dd{margin:0 0 0 auto;text-align:right;overflow-wrap:anywhere}
button,.button{display:block;width:100%;min-height:48px;border:0;
 border-radius:8px;font:inherit;font-weight:600;margin:0 0 16px;
 text-align:center;text-decoration:none;padding:11px;cursor:pointer}
.pay{background:#06753a;color:#fff}
.cancel{background:#fff;color:#191919}
.note{background:#fff;border-radius:8px;padding:16px;text-align:center;
 margin:0 0 24px}
.lang{display:block;text-align:center;color:#2f4a8a;padding:12px}
:focus-visible{outline:3px solid #2f4a8a;outline-offset:2px}
`;

/* What the app gives a page: put into a browser, it makes it WeChat's. */
const BRIDGE = `window.WeixinJSBridge = {
	invoke(name, parameters, done) {
		fetch(new URL('/simulator/jsapi', location.origin), { method: 'POST',
			body: JSON.stringify({ ...parameters,
				action: window.simulatedPayer || 'pay' }) })
			.then((r) => r.json()).then(done);
	},
};
document.addEventListener('DOMContentLoaded', () =>
	document.dispatchEvent(new Event('WeixinJSBridgeReady')));
`;

function escape(s) {
	return String(s).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

function language(query, header) {
	const wish = query.get('lang');
	if (wish === 'zh' || wish === 'en')
		return wish;
	return /^\s*en/i.test(header || '') ? 'en' : 'zh';
}

function frame(t, lang, body) {
	return `<!DOCTYPE html>
<html lang="${lang === 'en' ? 'en' : 'zh-CN'}">
<head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${t.title}</title><link rel="stylesheet" href="pay.css"></head>
<body><p class="warn" role="note">${t.warn}</p>
<main><h1>${t.title}</h1>${body}</main></body></html>`;
}

function details(t, order) {
	return `<p class="amount">¥${(order.amount / 100).toFixed(2)}</p>
<dl><div><dt>${t.to}</dt><dd>${t.merchant}</dd></div>
<div><dt>${t.what}</dt><dd>${escape(order.description)}</dd></div>
<div><dt>${t.number}</dt><dd>${escape(order.out_trade_no)}</dd></div></dl>`;
}

/* view: "ask", or the reason why nothing can be paid. */
function render(view, order, query, header) {
	const lang = language(query, header);
	const t = TEXT[lang];
	const back = query.get('redirect_url');
	const link = back && /^https?:\/\//.test(back) ?
		`<a class="button cancel" href="${escape(back)}">${t.back}</a>` : '';
	const other = new URLSearchParams(query);
	other.set('lang', t.otherLang);
	const switcher = `<a class="lang" href="?${escape(other)}">${t.other}</a>`;
	if (!order)
		return frame(t, lang, `<p class="note">${t.missing}</p>`);
	if (view !== 'ask')
		return frame(t, lang, details(t, order) +
			`<p class="note" role="status">${t[view]}</p>${link}${switcher}`);
	return frame(t, lang, `${details(t, order)}
<form method="post">
<button class="pay" name="action" value="pay">${t.pay}</button>
<button class="cancel" name="action" value="cancel">${t.cancel}</button>
</form>${switcher}`);
}

module.exports = { render, STYLE, BRIDGE };
