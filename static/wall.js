/* The wall of the review: ticks and unticks what has no warning without
 * loading the page anew. */
const tick = document.getElementById('tick');

if (tick)
	tick.addEventListener('click', (e) => {
		const all = [...document.querySelectorAll('[name=Photo]')];
		const on = all.some((x) => !x.checked);
		e.preventDefault();
		all.forEach((x) => { x.checked = on; });
	});
