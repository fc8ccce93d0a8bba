/* The guide's cards. A reload and the way back from the camera come to the
 * card that was in sight. */
import { slides } from './slides.js';

const cards = document.getElementById('tips');
const nav = performance.getEntriesByType('navigation')[0];
const again = nav && nav.type !== 'navigate' && !location.hash ?
	Number(sessionStorage.getItem('guide')) : 0;

const row = slides(cards, (i) => {
	sessionStorage.setItem('guide', i);
});

if (again)
	row.show(again, 'instant');

/* Whose keyboard pressed "next" reads on at the next card. */
cards.addEventListener('click', (e) => {
	const link = e.target.closest('a[href^="#tip-"]');

	if (link)
		document.querySelector(link.hash).querySelector('h2')
			.focus({ preventScroll: true });
});
