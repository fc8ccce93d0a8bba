/*
 * One pair of eyes on the viewfinder's pictures: the detector, when it has
 * come, and the measurements, from one picture to the next.
 */
import { WIDTH, HEIGHT, measure, choose, place } from "./measure.js";

/* On a slow phone faces are looked for in every second or third picture, so
 * that the other hints stay quick. */
const BUDGET = 120;	/* ms */

/* Half the picture's size, two by two pixels to one, in the middle of the
 * detector's square; black beside it. */
function shrink(d, side, out) {
	const w = WIDTH / 2, h = HEIGHT / 2, left = (side - w) / 2;

	for (let y = 0; y < h; y++)
		for (let x = 0; x < w; x++) {
			const a = 4 * (2 * y * WIDTH + 2 * x);
			const b = a + 4 * WIDTH, to = 3 * (y * side + x + left);

			for (let c = 0; c < 3; c++)
				out[to + c] = (d[a + c] + d[a + 4 + c] +
				    d[b + c] + d[b + 4 + c]) / 510 - 1;
		}
}

/* From parts of the square to widths of the picture. */
function unshrink(face, side) {
	const k = 2 * side / WIDTH, left = (k - 1) / 2;

	return { score: face.score, width: face.width * k,
	    points: face.points.map((p) => ({ x: p.x * k - left,
		y: p.y * k })) };
}

export function eye() {
	let find = null, side = 0, input = null;
	let then = null, faces = null, cost = 0, skip = 0;

	/* How long it took, in ms. */
	const findFaces = (d) => {
		const start = performance.now();

		shrink(d, side, input);
		faces = find(input).map((f) => place(unshrink(f, side)));
		const took = performance.now() - start;

		cost = cost ? 0.8 * cost + 0.2 * took : took;
		skip = Math.min(3, Math.floor(cost / BUDGET));
		return took;
	};

	return {
		load: async (address) => {
			const [{ detector, SIDE }, answer] = await Promise.all(
			    [import("./detector.js"), fetch(address)]);

			if (!answer.ok)
				throw new Error("no detector");
			const made = detector(await answer.arrayBuffer());
			input = new Float32Array(SIDE * SIDE * 3).fill(-1);
			side = SIDE;
			find = made;
		},
		look: (d, said, paint) => {
			const took = find && skip-- <= 0 ? findFaces(d) : 0;
			const m = measure(d, find ? faces : null, paint, then);
			then = m.grid;
			delete m.grid;
			return { id: choose(m, said), detector: !!find, m,
			    took };
		}
	};
}
