/*
 * Comforts of an address and of the sum: cities and districts follow the
 * province at once, and the amount follows every choice. Without this the
 * form shows the next list when it is sent, and the order has the amount.
 */
'use strict';

(function () {
	var lists = document.querySelector('[data-regions]');
	var total = document.querySelector('[data-total]');

	/* --- province, city, district --------------------------------------- */

	var province = document.querySelector('[name=Province]');
	var city = document.querySelector('[name=City]');
	var district = document.querySelector('[name=District]');
	var known = {};		/* province: a promise of its cities */

	function fill(select, rows) {
		select.length = 1;
		rows.forEach(function (row) {
			select.add(new Option(row[1], row[0]));
		});
		/* Shanghai has one city: nobody should have to say so. */
		if (rows.length === 1)
			select.value = rows[0][0];
	}

	function cities(code) {
		if (!known[code])
			known[code] = fetch(lists.dataset.regions + code)
				.then(function (answer) {
					if (!answer.ok)
						throw new Error(answer.status);
					return answer.json();
				}).catch(function () {
					delete known[code];
					return [];
				});
		return code ? known[code] : Promise.resolve([]);
	}

	function districts() {
		var code = city.value;

		cities(province.value).then(function (rows) {
			var row = rows.filter(function (r) {
				return r[0] === code;
			})[0];

			if (city.value === code)
				fill(district, row ? row[2] : []);
		});
	}

	if (lists) {
		province.addEventListener('change', function () {
			var code = province.value;

			fill(city, []);
			fill(district, []);
			cities(code).then(function (rows) {
				if (province.value !== code)
					return;	/* another one by now */
				fill(city, rows);
				districts();
			});
		});
		city.addEventListener('change', districts);
	}

	/* --- the sum -------------------------------------------------------- */

	function postage() {
		var address = document.querySelector('[name=Address]:checked');
		var code = address && address.value !== 'new' ?
			address.dataset.province :
			province.value.slice(0, 2);
		var found = 0;

		(total.dataset.postage || '').split(' ').forEach(function (p) {
			var pair = p.split(':');

			if (pair.length === 2 && (!pair[0] || pair[0] === code))
				found = Number(pair[1]);
		});
		return found;
	}

	function sum() {
		var kind = document.querySelector('[name=Prints]:checked');
		var fen = kind ? Number(kind.dataset.fen) : 0;

		if (kind && kind.value === 'yes') {
			document.querySelectorAll('select[data-fen]')
				.forEach(function (s) {
					fen += s.value * s.dataset.fen;
				});
			fen += postage();
		}
		total.hidden = !kind;
		total.querySelector('strong').textContent =
			total.dataset.total + (fen / 100).toFixed(2);
	}

	if (total) {
		document.querySelector('.gp-prints')
			.addEventListener('change', sum);
		sum();
	}
}());
