/*
 * What a small preview picture says about the photo it would make, and the
 * one thing to mend first. Pure functions of numbers; lengths are in widths
 * of the picture, so that x is 0..1 and y is 0..4/3.
 *
 * The limits stand in LIMIT. "fw" is the width of the face from cheek to
 * cheek: what the photo's standard counts in. From the eyes to the top of the
 * hair are 0.9 fw, to the chin 0.8 (medians of 54 portraits). The finished
 * photo is 480 x 640, the hair 50 to 110 px and the eyes 200 to 300 px from
 * its top, so the face can have 220 px at most, which takes 1.1 fw to each
 * side and 1.5 fw below the eyes.
 */
export const WIDTH = 192, HEIGHT = 256;

const LIMIT = {
	far: 0.25,	/* fw; the outline has 0.33 */
	close: 0.41,	/* fw; from 0.46 on shoulders are cut off */
	aside: 0.08,	/* the eyes' middle to the picture's */
	height: 0.09,	/* the eyes' height to the outline's */
	above: 1,	/* fw above the eyes: hair, and a margin */
	below: 1.5,	/* fw below the eyes */
	roll: 5,	/* degrees; the photo's own limit */
	turn: 0.22,	/* nose beside the eyes' middle, eye distances: some 15
			 * degrees of yaw; 0.1 at most on 17 straight ones */
	dark: 60,	/* luma of cheeks; the photo's own limit is 45, well
			 * lit dark skin has 75 and more */
	side: 0.3,	/* between cheeks; the photo's own limit is 0.35 */
	busy: 0.06,	/* share of the wall that is edges */
	wall: 7,	/* median difference of clothes and wall, CIE76: white
			 * shirts before light grey have 8 to 20 */
	paint: 10,	/* the same to the photo's background; its own limit */
	move: 3.5,	/* levels between two pictures, 8 x 8 means */
	second: 0.35	/* a face this wide beside a first one is a person
			 * in the picture; smaller ones are on the wall */
};

/* Cheek to cheek in distances of the eyes, and in the detector's boxes: the
 * medians of the server's landmarks on 54 portraits. A turned head brings the
 * eyes together, but not the box. */
const FW_EYES = 2.15, FW_BOX = 0.9;

/* Where the face is in outline.svg. */
const OUTLINE = { x: 0.5, y: 0.533, fw: 0.333 };

const STEP = 2;		/* every other pixel tells as much */
const BLOCK = 8;

/* --- colours --------------------------------------------------------------- */

const linear = new Float32Array(256);
for (let i = 0; i < 256; i++)
	linear[i] = i <= 10 ? i / 255 / 12.92 :
	    ((i / 255 + 0.055) / 1.055) ** 2.4;

function curve(t) {
	return t > 216 / 24389 ? Math.cbrt(t) : (24389 / 27 * t + 16) / 116;
}

function lab(r, g, b) {
	const R = linear[r], G = linear[g], B = linear[b];
	const x = curve((0.4124 * R + 0.3576 * G + 0.1805 * B) / 0.9505);
	const y = curve(0.2126 * R + 0.7152 * G + 0.0722 * B);
	const z = curve((0.0193 * R + 0.1192 * G + 0.9505 * B) / 1.089);

	return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function median(values) {
	return values.length ? values.sort((a, b) => a - b)[
	    values.length >> 1] : NaN;
}

/* --- places in the picture --------------------------------------------------- */

/* Calls each(address) on the pixels of a rectangle, in widths. */
function rectangle(x0, y0, x1, y1, each) {
	const px = (v, most) => Math.min(most, Math.max(0,
	    Math.round(v * WIDTH)));
	const right = px(x1, WIDTH), bottom = px(y1, HEIGHT);

	for (let y = px(y0, HEIGHT); y < bottom; y += STEP)
		for (let x = px(x0, WIDTH); x < right; x += STEP)
			each(4 * (y * WIDTH + x));
}

/* Left and right of the head and above it, as far down as the mouth; f: where
 * the face is, or would be in the outline. Long hair and ears stay out. */
function wallOf(f, each) {
	const clear = 0.85 * f.fw, down = f.y + 0.35 * f.fw;

	rectangle(0, 0.02, f.x - clear, down, each);
	rectangle(f.x + clear, 0.02, 1, down, each);
	rectangle(f.x - clear, 0.02, f.x + clear, f.y - 1.1 * f.fw, each);
}

/* Chest and shoulders, below neck and most hair. */
function clothesOf(f, each) {
	rectangle(f.x - 0.7 * f.fw, f.y + 1.15 * f.fw, f.x + 0.7 * f.fw,
	    f.y + 1.75 * f.fw, each);
}

/* A cheek, free of most beards, hair and glasses. */
function cheekOf(f, side, each) {
	const x = f.x + side * 0.23 * f.fw, y = f.y + 0.3 * f.fw;
	const r = 0.09 * f.fw;

	rectangle(x - r, y - r, x + r, y + r, each);
}

/* --- measurements --------------------------------------------------------------- */

function luma(d, at) {
	return 0.299 * d[at] + 0.587 * d[at + 1] + 0.114 * d[at + 2];
}

function mean(region, value) {
	let sum = 0, n = 0;

	region((at) => {
		sum += value(at);
		n++;
	});
	return n ? sum / n : NaN;
}

/* The picture as a coarse grid of lumas, for the motion between two. */
export function grid(d) {
	const out = new Float32Array(WIDTH * HEIGHT / BLOCK / BLOCK);

	for (let y = 0; y < HEIGHT; y += STEP)
		for (let x = 0; x < WIDTH; x += STEP)
			out[(y / BLOCK | 0) * (WIDTH / BLOCK) +
			    (x / BLOCK | 0)] +=
			    luma(d, 4 * (y * WIDTH + x));
	return out.map((v) => v * STEP * STEP / BLOCK / BLOCK);
}

/* The camera's own changes of exposure are no motion. */
function motion(now, then) {
	let shift = 0, sum = 0;

	if (!then)
		return 0;
	for (let i = 0; i < now.length; i++)
		shift += (now[i] - then[i]) / now.length;
	for (let i = 0; i < now.length; i++)
		sum += Math.abs(now[i] - then[i] - shift) / now.length;
	return sum;
}

/* A detected face in our units; the detector saw the whole picture. */
export function place(found) {
	const [right, left, nose] = found.points;
	const dx = left.x - right.x, dy = left.y - right.y;
	const apart = Math.hypot(dx, dy);
	const x = (left.x + right.x) / 2, y = (left.y + right.y) / 2;

	return { x, y, fw: Math.max(FW_EYES * apart, FW_BOX * found.width),
	    roll: Math.atan2(dy, dx) * 180 / Math.PI,
	    turn: ((nose.x - x) * dx + (nose.y - y) * dy) / apart / apart };
}

function wall(d, f) {
	const colour = [[], [], []];
	let edges = 0, n = 0;

	wallOf(f, (at) => {
		const right = luma(d, at + 8), below = luma(d,
		    Math.min(at + 8 * WIDTH, d.length - 4));
		const v = luma(d, at);

		if (Math.abs(v - right) + Math.abs(v - below) > 24)
			edges++;
		n++;
		for (let i = 0; i < 3; i++)
			colour[i].push(d[at + i]);
	});
	return n < 100 ? { busy: 0, colour: null } :
	    { busy: edges / n, colour: colour.map(median) };
}

/* How far half of the region at least is from a colour. */
function distance(d, region, colour) {
	const to = colour && lab(...colour), all = [];

	if (!to)
		return NaN;
	region((at) => {
		const c = lab(d[at], d[at + 1], d[at + 2]);

		all.push(Math.hypot(c[0] - to[0], c[1] - to[1],
		    c[2] - to[2]));
	});
	return all.length < 100 ? NaN : median(all);
}

/* Nobody there: where the head should be, it looks like the wall. */
function headSeen(d, f, colour) {
	return !(distance(d, (each) => rectangle(f.x - 0.3 * f.fw,
	    f.y - 0.4 * f.fw, f.x + 0.3 * f.fw, f.y + 0.5 * f.fw, each),
	    colour) < 8);
}

/*
 * d: WIDTH x HEIGHT RGBA. faces: what the detector found, as place() gives
 * it, the likeliest first, or null without a detector. paint: the colour the
 * photo will have behind the person. then: the grid() of the picture before.
 */
export function measure(d, faces, paint, then) {
	const f = faces && faces[0] || OUTLINE;
	const now = grid(d), w = wall(d, f);
	const value = (at) => luma(d, at);
	const cheek = [-1, 1].map((side) =>
	    mean((each) => cheekOf(f, side, each), value));

	return {
		grid: now, face: faces ? faces[0] || null : undefined,
		others: faces ? faces.slice(1).filter((o) =>
		    o.fw > LIMIT.second * f.fw).length : 0,
		seen: faces ? faces.length > 0 : headSeen(d, f, w.colour),
		light: (cheek[0] + cheek[1]) / 2,
		side: Math.abs(cheek[0] - cheek[1]) / Math.max(...cheek, 1),
		busy: w.busy,
		toWall: distance(d, (each) => clothesOf(f, each), w.colour),
		toPaint: distance(d, (each) => clothesOf(f, each), paint),
		move: motion(now, then)
	};
}

/* --- what to say --------------------------------------------------------------------- */

/* In this order: what hides the rest comes first. `slack` widens every limit
 * for what is not being said, so that a value on a limit does not flicker. */
const RULES = [
	["dark", (m, f, s) => m.light < LIMIT.dark / s],
	["none", (m) => !m.seen],
	["many", (m) => m.others > 0],
	["far", (m, f, s) => f && f.fw < LIMIT.far / s],
	["close", (m, f, s) => f && f.fw > LIMIT.close * s],
	["left", (m, f, s) => f && f.x - 0.5 > LIMIT.aside * s],
	["right", (m, f, s) => f && 0.5 - f.x > LIMIT.aside * s],
	["down", (m, f, s) => f && (f.y < LIMIT.above / s * f.fw ||
	    OUTLINE.y - f.y > LIMIT.height * s)],
	["up", (m, f, s) => f && (f.y - OUTLINE.y > LIMIT.height * s ||
	    HEIGHT / WIDTH - f.y < LIMIT.below / s * f.fw)],
	["tilt", (m, f, s) => f && Math.abs(f.roll) > LIMIT.roll * s],
	["turn", (m, f, s) => f && Math.abs(f.turn) > LIMIT.turn * s],
	["still", (m, f, s) => m.move > LIMIT.move * s],
	["side", (m, f, s) => m.side > LIMIT.side * s],
	["busy", (m, f, s) => m.busy > LIMIT.busy * s],
	["wall", (m, f, s) => m.toWall < LIMIT.wall / s],
	["paint", (m, f, s) => m.toPaint < LIMIT.paint / s]
];

const SLACK = 1.1;

/* The first rule that is broken, or "good". said: what is being said now. */
export function choose(m, said) {
	const broken = RULES.find(([id, test]) =>
	    test(m, m.face, id === said ? 1 : SLACK));

	return broken ? broken[0] : "good";
}
