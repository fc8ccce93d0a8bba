/*
 * Paying, for those with scripts; without them <meta http-equiv=refresh>
 * does the same. On the way out, the page that leads to the provider leaves
 * no trace in the history, or "back" would lead there again.
 */
'use strict';

(function () {
	var go = document.querySelector('[data-go]');
	var send = document.querySelector('[data-send]');
	var wait = document.querySelector('[data-poll]');
	var bridge = document.querySelector('[data-bridge]');

	if (go)
		setTimeout(function () { location.replace(go.href); }, 600);
	if (send)
		setTimeout(function () { send.requestSubmit(); }, 300);

	function ask() {
		fetch(wait.dataset.poll, {
			credentials: 'same-origin',
			headers: { Accept: 'application/json' }
		}).then(function (answer) {
			if (!answer.ok)
				throw new Error(answer.status);
			return answer.json();
		}).then(function (order) {
			if (order.state !== 'pending')
				location.replace(wait.dataset.next);
			else
				setTimeout(ask, 2000);
		}).catch(function () {
			setTimeout(ask, 5000);	/* a tunnel, a lift */
		});
	}

	if (wait)
		setTimeout(ask, 1000);

	/* WeChat's own window. What it says afterwards proves nothing: unless
	 * it was closed unpaid, the waiting page asks. */
	function pay() {
		window.WeixinJSBridge.invoke('getBrandWCPayRequest',
			JSON.parse(bridge.dataset.bridge), function (answer) {
				var closed = /:cancel$/.test(answer.err_msg);

				location.replace(closed ? bridge.dataset.back :
					bridge.dataset.paid);
			});
	}

	if (bridge) {
		bridge.addEventListener('click', function () {
			if (window.WeixinJSBridge)
				pay();
		});
		if (window.WeixinJSBridge)
			pay();
		else
			document.addEventListener('WeixinJSBridgeReady', pay);
	}
}());
