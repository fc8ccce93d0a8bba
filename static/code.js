/* The code page: "send again" counts down, what became of the message is told
 * as it happens, and six digits are enough to go on, as phones fill them in
 * by themselves. */
'use strict';

(function () {
	document.querySelectorAll('[data-wait]').forEach(function (button) {
		var end = Date.now() + 1000 * Number(button.dataset.wait);
		var label = button.textContent;

		function show() {
			var left = Math.ceil((end - Date.now()) / 1000);

			button.disabled = left > 0;
			button.textContent = left > 0 ? label + ' (' + left + ')' :
				label;
			if (left > 0)
				setTimeout(show, 500);
		}

		show();
	});

	var state = document.querySelector('[data-state]');
	var asked = 0;

	/* Every two seconds at first, for some minutes in all. */
	function ask() {
		fetch(state.dataset.state, {
			credentials: 'same-origin', cache: 'no-store'
		}).then(function (answer) {
			return answer.ok ? answer.json() : { over: true };
		}).then(function (news) {
			if (news.text && news.text !== state.textContent)
				state.textContent = news.text;
			if (news.bad)
				state.className = 'gp-error';
			if (!news.over && ++asked < 40)
				setTimeout(ask, 2000 + 200 * asked);
		}, function () {
			if (++asked < 40)
				setTimeout(ask, 5000);
		});
	}

	if (state)
		setTimeout(ask, 1500);

	var code = document.querySelector('input[name=Code]');

	if (!code)
		return;
	if (!document.querySelector('.gp-error'))
		code.focus();
	code.addEventListener('input', function () {
		if (/^\d{6}$/.test(code.value))
			code.form.requestSubmit();
	});
}());
