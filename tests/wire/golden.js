'use strict';
/*
 * Golden signatures by the providers' own programs, one case a line:
 *   node golden.js  ->  WHAT <TAB> EXPECTED <TAB> ARGUMENT...
 * The arguments are those of tests/wire/sender's "sign".
 */
const Sign = require(
	'tencentcloud-sdk-nodejs-common/tencentcloud/common/sign.js').default;
const OpenApi = require('@alicloud/openapi-util').default;
const Tea = require('@alicloud/tea-typescript');
const hash = require('node:crypto').createHash('sha256').digest('hex');

const [id, secret, host] = process.argv.slice(2);
const line = (...parts) => console.log(parts.join('\t'));

function aliyun(what, action, date, nonce, query) {
	const r = new Tea.Request();

	r.method = 'POST';
	r.pathname = '/';
	r.query = query;
	r.headers = { host, 'x-acs-action': action,
		'x-acs-version': '2017-05-25', 'x-acs-date': date,
		'x-acs-signature-nonce': nonce, 'x-acs-content-sha256': hash };
	line(`aliyun: ${what}`, OpenApi.getAuthorization(r, 'ACS3-HMAC-SHA256',
		hash, id, secret), 'aliyun', action, date, nonce,
	...Object.entries(query).flat());
}

function tencent(what, now, body) {
	line(`tencent: ${what}`, Sign.sign3({ method: 'POST',
		url: `https://${host}/`, payload: Buffer.from(body),
		timestamp: now, service: 'sms', secretId: id, secretKey: secret,
		multipart: false, boundary: '',
		headers: { 'Content-Type': 'application/json' } }),
	'tencent', now, body);
}

const code = { PhoneNumbers: '13711112222', SignName: '图像采集',
	TemplateCode: 'SMS_1', TemplateParam: '{"code":"123456"}' };

aliyun('a code', 'SendSms', '2023-11-14T22:13:20Z', 'n1', code);
aliyun('another day', 'SendSms', '2026-12-31T23:59:59Z', 'n1', code);
aliyun('another nonce', 'SendSms', '2023-11-14T22:13:20Z', 'f'.repeat(32),
	code);
aliyun('names in another order', 'SendSms', '2023-11-14T22:13:20Z', 'n1',
	{ TemplateParam: '{}', OutId: 'gp1-2', SignName: 'a', A: 'b',
		TemplateCode: 'SMS_1', PhoneNumbers: '1' });
aliyun('what RFC 3986 keeps and escapes', 'SendSms', '2023-11-14T22:13:20Z',
	'n1', { TemplateParam: '{"reason":"a-b_c.d~e!f\'g(h)i*j+k l/m=n&o%p"}' });
aliyun('characters of four bytes', 'SendSms', '2023-11-14T22:13:20Z', 'n1',
	{ TemplateParam: '{"reason":"😀𠮷照片"}' });
aliyun('an empty value', 'SendSms', '2023-11-14T22:13:20Z', 'n1',
	{ OutId: '', PhoneNumbers: '13711112222' });
aliyun('a question', 'QuerySendDetails', '2024-02-29T00:00:00Z', 'n2',
	{ PhoneNumber: '13711112222', SendDate: '20240229', PageSize: '50',
		CurrentPage: '1' });
aliyun('nothing asked', 'QuerySendDetails', '2024-02-29T00:00:00Z', 'n2', {});

const sms = { PhoneNumberSet: ['+8613711112222'], SmsSdkAppId: '1400006666',
	SignName: '图像采集', TemplateId: '1110', TemplateParamSet: ['123456'] };

tencent('a code', 1700000000, JSON.stringify(sms));
tencent('the last second of a day, UTC', 1704067199, JSON.stringify(sms));
tencent('the first of the next', 1704067200, JSON.stringify(sms));
tencent('no parameters', 1700000000,
	JSON.stringify({ ...sms, TemplateParamSet: [] }));
tencent('characters of four bytes', 1700000000,
	JSON.stringify({ ...sms, TemplateParamSet: ['😀𠮷照片', 'a"b\\c/d'] }));
tencent('a question', 1700000000, JSON.stringify({
	PhoneNumber: '+8613711112222', BeginTime: 1, Limit: 100 }));
tencent('an empty object', 1700000000, '{}');
