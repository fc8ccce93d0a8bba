/* The guide's cards. The address keeps the card in sight, for a reload and
 * for the way back from the camera. */
import { slides } from './slides.js';

const cards = document.getElementById('tips');
const row = slides(cards, (i) => {
	const card = cards.children[i];

	if (i > 0 || location.hash)
		history.replaceState(null, '', '#' + card.id);
});

/* Whose keyboard pressed "next" reads on at the next card. */
cards.addEventListener('click', (e) => {
	const link = e.target.closest('a[href^="#tip-"]');

	if (link)
		document.querySelector(link.hash).querySelector('h2')
			.focus({ preventScroll: true });
});

/* A browser that turned to the card before the pictures had their size. */
if (location.hash)
	row.show([...cards.children].findIndex((card) =>
		'#' + card.id === location.hash));
