'use strict';
/*
 * Both providers of SMS, judging our signatures with their own programs.
 *   node sms_provider.js PORT
 * The last four digits of a phone say what happens to it (FATES below). Each
 * request is logged: "good|BAD PROVIDER ACTION JSON". POST /control with JSON
 * moves the clock ({"offset": seconds}) or changes a fate ({"fate":
 * {"0001": "limit"}}); it answers with all that was ever accepted.
 */
const http = require('node:http');
const Sign = require(
	'tencentcloud-sdk-nodejs-common/tencentcloud/common/sign.js').default;
const OpenApi = require('@alicloud/openapi-util').default;
const Tea = require('@alicloud/tea-typescript');

const FATES = {
	'0002': 'limit', '0003': 'number', '0004': 'account', '0005': 'broken',
	'0006': 'cut after', '0007': 'slow', '0008': 'lost',
	'0009': 'underway', '0010': 'template', '0011': 'throttled',
	'0012': 'cut before', '0013': 'no JSON', '0014': 'huge',
};
const ID = 'AKtest', SECRET = 'secret-Of_the/tests';
const accepted = [], nonces = new Set();
let offset = 0;

const fateOf = (phone) => FATES[phone.slice(-4)] || 'good';
const now = () => Math.floor(Date.now() / 1000) + offset;
const day = (t) => new Date((t + 28800) * 1000).toISOString().slice(0, 10)
	.replace(/-/g, '');

/* --- what each says of a fate ------------------------------------------ */

const ALIYUN = {
	limit: [200, 'isv.BUSINESS_LIMIT_CONTROL'],
	number: [200, 'isv.MOBILE_NUMBER_ILLEGAL'],
	account: [200, 'isv.AMOUNT_NOT_ENOUGH'],
	template: [200, 'isv.SMS_TEMPLATE_ILLEGAL'],
	throttled: [400, 'Throttling.User'],
	broken: [500, 'ServiceUnavailable'],
};
const TENCENT = {
	limit: 'LimitExceeded.PhoneNumberDailyLimit',
	number: 'InvalidParameterValue.IncorrectPhoneNumber',
	account: 'FailedOperation.InsufficientBalanceInSmsPackage',
	template: 'FailedOperation.TemplateIncorrectOrUnapproved',
};

function aliyun(action, q) {
	if (action === 'QuerySendDetails')
		return [200, { Code: 'OK', SmsSendDetailDTOs: {
			SmsSendDetailDTO: accepted.filter((m) =>
				m.phone === q.PhoneNumber && day(m.at) === q.SendDate)
				.map((m) => ({ OutId: m.id, PhoneNum: m.phone,
					ErrCode: 'DELIVERED', SendStatus: {
						lost: 2, underway: 1 }[m.fate] || 3 })) } }];
	const fate = fateOf(q.PhoneNumbers), refusal = ALIYUN[fate];
	if (refusal)
		return [refusal[0], { Code: refusal[1], Message: 'no' }];
	accepted.push({ provider: 'aliyun', id: q.OutId, phone: q.PhoneNumbers,
		template: q.TemplateCode, params: q.TemplateParam, fate,
		at: now() });
	return [200, { Code: 'OK', Message: 'OK', RequestId: 'R',
		BizId: `90${accepted.length}^0` }];
}

function tencent(action, q) {
	const error = (code) => [200, { Response: {
		Error: { Code: code, Message: 'no' }, RequestId: 'R' } }];
	if (action === 'PullSmsSendStatusByPhoneNumber')
		return [200, { Response: { RequestId: 'R',
			PullSmsSendStatusSet: accepted.filter((m) =>
				m.phone === q.PhoneNumber && m.at >= q.BeginTime &&
				m.fate !== 'underway')
				.map((m) => ({ SerialNo: m.serial,
					SessionContext: m.id, Description: 'DELIVRD',
					ReportStatus: m.fate === 'lost' ? 'FAIL' :
						'SUCCESS' })) } }];
	const phone = q.PhoneNumberSet[0], fate = fateOf(phone);
	if (fate === 'throttled')
		return error('RequestLimitExceeded');
	if (fate === 'broken')
		return error('InternalError');
	const serial = `2640:${accepted.length + 1}`;
	if (!TENCENT[fate])
		accepted.push({ provider: 'tencent', id: q.SessionContext, phone,
			template: q.TemplateId, params: q.TemplateParamSet, fate,
			serial, at: now() });
	return [200, { Response: { RequestId: 'R', SendStatusSet: [{
		SerialNo: TENCENT[fate] ? '' : serial, PhoneNumber: phone, Fee: 1,
		Code: TENCENT[fate] || 'Ok', Message: 'said' }] } }];
}

/* --- signatures -------------------------------------------------------- */

function aliyunGood(req, q, body) {
	const r = new Tea.Request();
	const hash = require('node:crypto').createHash('sha256').update(body)
		.digest('hex');
	const h = req.headers, age = now() - Date.parse(h['x-acs-date']) / 1000;

	r.method = req.method;
	r.pathname = '/';
	r.query = q;
	r.headers = {};
	for (const name of ['host', 'content-type', 'x-acs-action',
		'x-acs-version', 'x-acs-date', 'x-acs-signature-nonce',
		'x-acs-content-sha256'])
		if (h[name] !== undefined)
			r.headers[name] = h[name];
	const fresh = !nonces.has(h['x-acs-signature-nonce']);
	nonces.add(h['x-acs-signature-nonce']);
	return fresh && Math.abs(age) < 900 &&
		h['x-acs-content-sha256'] === hash &&
		h['x-acs-version'] === '2017-05-25' &&
		h.authorization === OpenApi.getAuthorization(r,
			'ACS3-HMAC-SHA256', hash, ID, SECRET);
}

function tencentGood(req, body) {
	const h = req.headers, at = Number(h['x-tc-timestamp']);

	return Math.abs(now() - at) < 300 && h['x-tc-version'] === '2021-01-11' &&
		h['x-tc-region'] === 'ap-guangzhou' &&
		h.authorization === Sign.sign3({ method: 'POST',
			url: `https://${h.host}/`, payload: body, timestamp: at,
			service: 'sms', secretId: ID, secretKey: SECRET,
			multipart: false, boundary: '',
			headers: { 'Content-Type': h['content-type'] } });
}

/* --- server ------------------------------------------------------------ */

function spoil(res, fate, send) {
	switch (fate) {
	case 'cut after': res.destroy(); return;
	case 'slow': setTimeout(send, 8000); return;
	case 'no JSON': res.end('<html>'); return;
	case 'huge': res.end(`"${'x'.repeat(100000)}"`); return;
	default: send();
	}
}

function work(req, res, body) {
	const url = new URL(req.url, 'http://x');
	const q = req.headers['x-acs-action'] ?
		Object.fromEntries(url.searchParams) : JSON.parse(body);
	const name = req.headers['x-acs-action'] ? 'aliyun' : 'tencent';
	const action = req.headers['x-acs-action'] || req.headers['x-tc-action'];
	const good = name === 'aliyun' ? aliyunGood(req, q, body) :
		tencentGood(req, body);
	const fate = fateOf(action === 'SendSms' ?
		q.PhoneNumbers || q.PhoneNumberSet[0] : '');

	console.log(good ? 'good' : 'BAD', name, action, JSON.stringify(q));
	if (fate === 'cut before') {
		res.destroy();
		return;
	}
	const [status, answer] = good ?
		(name === 'aliyun' ? aliyun : tencent)(action, q) :
		name === 'aliyun' ? [400, { Code: 'SignatureDoesNotMatch' }] :
			[200, { Response: { Error: {
				Code: 'AuthFailure.SignatureFailure' } } }];
	spoil(res, fate, () => {
		res.writeHead(status, { 'Content-Type': 'application/json' });
		res.end(JSON.stringify(answer));
	});
}

http.createServer((req, res) => {
	const parts = [];

	req.on('data', (d) => parts.push(d));
	req.on('end', () => {
		const body = Buffer.concat(parts);

		if (req.url === '/control') {
			const c = JSON.parse(body);

			offset = c.offset === undefined ? offset : c.offset;
			Object.assign(FATES, c.fate);
			res.end(JSON.stringify(accepted));
			return;
		}
		work(req, res, body);
	});
}).listen(Number(process.argv[2]), '127.0.0.1');
