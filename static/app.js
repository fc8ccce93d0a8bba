/*
 * Comforts for every page; nothing needs them. A form is sent once and says
 * when that takes a while, errors lead to their fields, a countdown counts,
 * "back" finds the list as it was, and a page that comes back by the back button gets a fresh token into its
 * forms, so that what was entered can still be sent.
 */
'use strict';

(function () {
	document.addEventListener('submit', function (event) {
		var form = event.target;

		if (form.dataset.sent) {
			event.preventDefault();
			return;
		}
		form.dataset.sent = '1';
		form.querySelectorAll('[type=submit]').forEach(function (b) {
			b.setAttribute('aria-disabled', 'true');
		});
		slow = setTimeout(busy, 300, event.submitter);
		/* A download leaves the page as it is, a dead network too. */
		setTimeout(allowAgain, 8000);
	});

	/* What takes longer than a blink says that it is being done. */
	var slow, told = document.createElement('p');

	told.className = 'gp-unseen';
	told.setAttribute('role', 'status');
	document.body.append(told);

	function busy(button) {
		if (button)
			button.classList.add('gp-busy');
		told.textContent = document.body.dataset.busy;
	}

	function allowAgain() {
		clearTimeout(slow);
		told.textContent = '';
		document.querySelectorAll('.gp-busy').forEach(function (b) {
			b.classList.remove('gp-busy');
		});
		document.querySelectorAll('form').forEach(function (form) {
			delete form.dataset.sent;
		});
		document.querySelectorAll('[type=submit]').forEach(function (b) {
			b.removeAttribute('aria-disabled');
		});
	}

	function cameBack(event) {
		var nav = performance.getEntriesByType('navigation')[0];

		return event.persisted || (nav && nav.type === 'back_forward');
	}

	function freshToken() {
		var fields = document.querySelectorAll('input[name=csrf]');

		if (!fields.length)
			return;
		fetch(location.href, { credentials: 'same-origin' })
			.then(function (answer) { return answer.text(); })
			.then(function (text) {
				var page = new DOMParser().parseFromString(text,
					'text/html');
				var fresh = page.querySelector('input[name=csrf]');

				fields.forEach(function (field) {
					if (fresh)
						field.value = fresh.value;
				});
			})
			.catch(function () {});
	}

	window.addEventListener('pageshow', function (event) {
		allowAgain();
		if (cameBack(event))
			freshToken();
	});

	/* <span data-expires="SECONDS LEFT">: what the server said counts, not
	 * the phone's clock. At zero the page is asked for again. */
	document.querySelectorAll('[data-expires]').forEach(function (node) {
		var end = Date.now() + 1000 * Number(node.dataset.expires);

		function show() {
			var left = Math.max(0, Math.round((end - Date.now()) / 1000));
			var seconds = String(left % 60).padStart(2, '0');

			node.textContent = Math.floor(left / 60) + ':' + seconds;
			if (left > 0)
				setTimeout(show, 500);
			else
				location.reload();
		}

		if (Number(node.dataset.expires) > 0)
			show();
	});

	/* "Back" leads to the list as it was left, filter and page, also after
	 * the page's own form was sent. */
	var back = document.querySelector('.gp-back a');
	var left = 'left ' + location.pathname;

	function isList(address) {
		return back && address &&
		    address.split('?')[0] === back.href.split('?')[0];
	}

	try {
		if (isList(document.referrer))
			sessionStorage.setItem(left, document.referrer);
		if (isList(sessionStorage.getItem(left)))
			back.href = sessionStorage.getItem(left);
	} catch (e) {
		/* no storage: the list begins at its top */
	}

	/* A line of the summary leads into its field, or its first option. */
	var error = document.querySelector('.gp-error');
	if (error) {
		error.focus();
		error.addEventListener('click', function (event) {
			var link = event.target.closest('a[href^="#f-"]');
			var field = link && document.querySelector(link.hash);

			if (!field)
				return;
			event.preventDefault();
			field.scrollIntoView({ block: 'center' });
			(field.querySelector('input') || field)
				.focus({ preventScroll: true });
		});
	}
}());
