/* Register: an ID card says which sex, so it is ticked; it can be changed,
 * and the server checks it. */
import "./document.js";

(function () {
	var number = document.querySelector('input[name=Number]');

	function fill() {
		var type = document.querySelector('input[name=Type]:checked');
		var digits = number.value.replace(/[ -]/g, '');
		var sex;

		if (!type || type.value !== 'card' ||
			!/^\d{17}[\dXx]$/.test(digits))
			return;
		sex = Number(digits[16]) % 2 ? 'M' : 'F';
		document.querySelector('input[name=Sex][value=' + sex + ']')
			.checked = true;
	}

	if (number)
		number.addEventListener('input', fill);
}());
