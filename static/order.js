/*
 * Paying, for those with scripts; without them <meta http-equiv=refresh>
 * does the same. On the way out, the page that leads to the provider leaves
 * no trace in the history, or "back" would lead there again.
 */
'use strict';

(function () {
	var go = document.querySelector('[data-go]');
	var wait = document.querySelector('[data-poll]');

	if (go)
		setTimeout(function () { location.replace(go.href); }, 600);

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
}());
