/*
 * Which browser this is, as far as the way to allow the camera differs. Only
 * for words on the page: what works is tried, not guessed.
 */
const BROWSERS = [
	["wechat_ios", /MicroMessenger/, /iPhone|iPad|Mac OS X/],
	["wechat_android", /MicroMessenger/],
	["qq", /\bQQ\/|MQQBrowser/],
	["alipay", /AlipayClient/],
	["ios_other", /CriOS|FxiOS|EdgiOS/],
	["ios_safari", /iPhone|iPad|iPod/],
	["android", /Android|HarmonyOS|OpenHarmony/]
];

export function browser() {
	const agent = navigator.userAgent;
	const found = BROWSERS.find(([, ...tests]) =>
	    tests.every((test) => test.test(agent)));

	if (found)
		return found[0];
	/* An iPad says that it is a Mac. */
	return /Macintosh/.test(agent) && navigator.maxTouchPoints > 1 ?
	    "ios_safari" : "desktop";
}
