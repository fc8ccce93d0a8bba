/* The preview's two pictures, result and original: the link of the one in
 * sight says so. */
import { slides } from './slides.js';

const row = document.getElementById('slides');
const links = [...document.querySelectorAll('#tabs a')];

if (row)
	slides(row, (now) => links.forEach((link, i) => {
		if (i === now)
			link.setAttribute('aria-current', 'true');
		else
			link.removeAttribute('aria-current');
	}));
