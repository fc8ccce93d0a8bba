/*
 * A row of slides that snaps (scroll-snap in app.css). Fingers and links move
 * it without this; here a mouse drags it, the arrow keys turn it, and links
 * into it stay out of the history, so that "back" leaves the page.
 *
 *	const row = slides(node, onShow);
 *	row.show(2); row.show(2, 'instant'); row.current();
 *
 * onShow(i) is called for the slide in sight, at first and when it changes.
 */
const SLIP = 6;		/* px: less is a click of an unsteady hand */

export function slides(node, onShow) {
	const items = [...node.children];
	let seen = -1;

	/* The slide whose middle is nearest to the row's. */
	function current() {
		const middle = node.scrollLeft + node.clientWidth / 2;
		const off = items.map((item) => Math.abs(item.offsetLeft -
			node.offsetLeft + item.offsetWidth / 2 - middle));

		return off.indexOf(Math.min(...off));
	}

	function show(i, behavior) {
		const item = items[Math.max(0, Math.min(items.length - 1, i))];
		const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;

		node.scrollTo({
			left: item.offsetLeft - node.offsetLeft +
				(item.offsetWidth - node.clientWidth) / 2,
			behavior: behavior || (calm ? 'instant' : 'smooth'),
		});
	}

	function look() {
		const now = current();

		if (now !== seen)
			onShow(seen = now);
	}

	document.addEventListener('click', (e) => {
		const link = e.target.closest('a[href^="#"]');
		const i = link ? items.indexOf(document.querySelector(link.hash)) :
			-1;

		if (i < 0)
			return;
		e.preventDefault();
		show(i);
	});
	node.addEventListener('keydown', (e) => {
		const step = { ArrowLeft: -1, ArrowRight: 1 }[e.key];

		if (!step || e.altKey || e.ctrlKey || e.metaKey)
			return;
		e.preventDefault();
		show(current() + step);
	});
	node.addEventListener('scroll', look, { passive: true });
	addEventListener('resize', look);
	drag(node, current, show);
	look();
	return { show, current };
}

/* For a mouse. What was dragged was not clicked. */
function drag(node, current, show) {
	let from = null, moved = 0, start = 0;

	node.addEventListener('pointerdown', (e) => {
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
	node.addEventListener('click', (e) => {
		if (Math.abs(moved) > SLIP)
			e.preventDefault();
	}, true);
	node.addEventListener('dragstart', (e) => e.preventDefault());
}
