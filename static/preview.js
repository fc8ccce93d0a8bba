/*
 * The preview's two pictures. They can be swiped and reached by links as they
 * are; this adds what a mouse and the arrow keys do on a phone's page, says
 * which of them is in sight, and keeps the links out of the history, so that
 * "back" leaves the page.
 */
const slides = document.getElementById('slides');
const links = [...document.querySelectorAll('#tabs a')];
const SLIP = 6;		/* px: less is a click of an unsteady hand */

function target(link) {
	return document.querySelector(link.hash);
}

function show(i) {
	const next = links[Math.max(0, Math.min(links.length - 1, i))];

	slides.scrollTo({ left: target(next).offsetLeft - slides.offsetLeft,
		behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ?
			'auto' : 'smooth' });
}

function current() {
	return Math.round(slides.scrollLeft / slides.clientWidth);
}

function mark() {
	links.forEach((link, i) => {
		if (i === current())
			link.setAttribute('aria-current', 'true');
		else
			link.removeAttribute('aria-current');
	});
}

/* Fingers scroll by themselves; a mouse drags. */
function drags() {
	let from = null, moved = 0, start = 0;

	slides.addEventListener('pointerdown', (e) => {
		moved = 0;
		if (e.pointerType !== 'mouse' || e.button !== 0)
			return;
		from = e.clientX;
		start = current();
	});
	addEventListener('pointermove', (e) => {
		if (from !== null)
			moved = e.clientX - from;
	});
	addEventListener('pointerup', () => {
		if (from !== null && Math.abs(moved) > SLIP)
			show(start + (moved < 0 ? 1 : -1));
		from = null;
	});
	/* What was dragged was not clicked, nor is the picture itself moved. */
	slides.addEventListener('click', (e) => {
		if (Math.abs(moved) > SLIP)
			e.preventDefault();
	}, true);
	slides.addEventListener('dragstart', (e) => e.preventDefault());
}

if (slides) {
	links.forEach((link, i) => link.addEventListener('click', (e) => {
		e.preventDefault();
		show(i);
	}));
	slides.addEventListener('keydown', (e) => {
		const step = { ArrowLeft: -1, ArrowRight: 1 }[e.key];

		if (!step)
			return;
		e.preventDefault();
		show(current() + step);
	});
	slides.addEventListener('scroll', mark, { passive: true });
	addEventListener('resize', mark);
	drags();
	mark();
}
