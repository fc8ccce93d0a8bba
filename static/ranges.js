/*
 * The drawing of a photo profile follows what is typed; without this script
 * the button "preview" draws it on the server (draw() in
 * cgi-bin/admin/campaign_profile.c, with the same sums).
 */
const form = document.getElementById('ranges');
const rows = [...form.querySelectorAll('.ga-ranges tbody tr')];
const inputs = [...form.querySelectorAll('.ga-ranges input')];

const base = () => form.querySelector('[name=Base]:checked');

/* What counts: what was typed, where it is a number, or the profile's. */
const value = (name) => {
	const input = form.elements[name];
	const typed = parseFloat(input.value);

	return isFinite(typed) && typed >= 0 && typed <= 640 ? typed :
	    parseFloat(input.placeholder);
};

function place(id, attributes) {
	const shape = document.getElementById(id);

	for (const [ name, v ] of Object.entries(attributes))
		shape.setAttribute(name, typeof v === 'number' ?
		    Math.max(v, 0).toFixed(1) : v);
}

function draw() {
	const eye = [ value('EyeMin'), value('EyeMax') ];
	const crown = [ value('CrownMin'), value('CrownMax') ];
	const face = [ value('FaceMin'), value('FaceMax') ];
	const off = value('CentreMax');
	const y = (eye[0] + eye[1]) / 2;
	const scale = Math.max(face[0] / 212, Math.min(face[1] / 212,
	    (y - (crown[0] + crown[1]) / 2) / 180));
	const side = { y: y - 38, width: (face[1] - face[0]) / 2 };

	place('s-head', { transform: `translate(${240 - 240 * scale} ` +
	    `${y - 260 * scale}) scale(${scale})` });
	place('s-eye', { y: eye[0], height: eye[1] - eye[0] });
	place('s-crown', { y: crown[0], height: crown[1] - crown[0] });
	place('s-left', { x: 240 - face[1] / 2, ...side });
	place('s-right', { x: 240 + face[0] / 2, ...side });
	place('s-centre', { x: 240 - off, width: 2 * off });
	if (base())
		place('s-rgb', { fill: base().dataset.rgb });
}

/* Another profile: its values stand in the table and behind the fields. */
function choose() {
	const values = base().dataset.values.trim().split(' ');
	const limits = base().dataset.limits.trim().split(' ');

	inputs.forEach((input, i) => { input.placeholder = values[i]; });
	rows.forEach((row, i) => {
		row.querySelector('[data-usual]').textContent =
		    [...row.querySelectorAll('input')].map((input) =>
			input.placeholder).join('–');
		row.querySelector('[data-limits]').textContent =
		    `${limits[2 * i]}–${limits[2 * i + 1]}`;
	});
}

form.addEventListener('input', (e) => {
	if (e.target.name === 'Base')
		choose();
	draw();
});
document.getElementById('look').hidden = true;
draw();
