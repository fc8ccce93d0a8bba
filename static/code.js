/* The code page: "send again" counts down, and six digits are enough to go
 * on, as phones fill them in by themselves. */
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
