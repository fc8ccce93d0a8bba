/*
 * Where faces are in a small picture: the network the server finds faces
 * with (MediaPipe's short-range face detector, Apache-2.0, from npm), run
 * here by some 250 lines instead of the megabytes of a general runtime. Only
 * what this network needs of TensorFlow Lite is known: see OPS.
 *
 *	const find = detector(await (await fetch(...)).arrayBuffer());
 *	find(rgb)	Float32Array of SIDE x SIDE x 3, -1..1, to a list of
 *			{ score, x, y, width, height, points }, in 0..1;
 *			points: right eye, left eye, nose, mouth, two ears,
 *			"right" being the person's
 *
 * Tensors are height x width x channels, channels rounded up to four, so that
 * the inner loops need no remainder.
 */
export const SIDE = 128;

const SCORE_MIN = 0.5;
const OVERLAP = 0.3;	/* two boxes that share more are one face */

/* --- the file: FlatBuffers, as far as the model's ----------------------- */

function reader(buffer) {
	const v = new DataView(buffer);
	const follow = (at) => at + v.getUint32(at, true);
	/* Address of field n of the table, or 0. */
	const field = (table, n) => {
		const vtable = table - v.getInt32(table, true);
		const entry = 4 + 2 * n;

		if (entry >= v.getUint16(vtable, true) ||
		    !v.getUint16(vtable + entry, true))
			return 0;
		return table + v.getUint16(vtable + entry, true);
	};
	const list = (table, n, size, get) => {
		const at = field(table, n);
		const items = [];

		if (!at)
			return items;
		const start = follow(at);
		for (let i = 0; i < v.getUint32(start, true); i++)
			items.push(get(start + 4 + size * i));
		return items;
	};

	return {
		root: follow(0),
		byte: (table, n) => {
			const at = field(table, n);
			return at ? v.getInt8(at) : 0;
		},
		uint: (table, n) => {
			const at = field(table, n);
			return at ? v.getUint32(at, true) : 0;
		},
		table: (table, n) => {
			const at = field(table, n);
			return at ? follow(at) : 0;
		},
		tables: (table, n) => list(table, n, 4, follow),
		ints: (table, n) => list(table, n, 4,
		    (at) => v.getInt32(at, true)),
		bytes: (table, n) => {
			const at = field(table, n);
			const start = at && follow(at);

			return at ? new DataView(buffer, v.byteOffset +
			    start + 4, v.getUint32(start, true)) : null;
		}
	};
}

function half(bits) {
	const sign = bits & 0x8000 ? -1 : 1;
	const exponent = bits >> 10 & 31, fraction = bits & 1023;

	return sign * (exponent ? 2 ** (exponent - 15) * (1 + fraction / 1024) :
	    2 ** -14 * fraction / 1024);
}

/* Constants: half or whole floats. */
function floats(view, type) {
	const FLOAT16 = 1;
	const size = type === FLOAT16 ? 2 : 4;
	const out = new Float32Array(view.byteLength / size);

	for (let i = 0; i < out.length; i++)
		out[i] = size === 2 ? half(view.getUint16(2 * i, true)) :
		    view.getFloat32(4 * i, true);
	return out;
}

const up4 = (n) => (n + 3) & ~3;

/* [...][from] floats to [...][up4(from)], the rest zero. */
function widen(data, from) {
	const to = up4(from), rows = data.length / from;
	const out = new Float32Array(rows * to);

	for (let i = 0; i < rows; i++)
		out.set(data.subarray(i * from, (i + 1) * from), i * to);
	return out;
}

/* --- the loops that take the time ---------------------------------------- */

/* out[p][o] = bias[o] + sum of in[p][k] * w[o][k]. Two points and four
 * outputs at a time: each value is loaded once for several products. The
 * number of points is even, that of outputs a multiple of four. */
function multiply(input, n, depth, w, bias, out, outAt, outs) {
	for (let p = 0; p < n; p += 2) {
		const a = p * depth;

		for (let o = 0; o < outs; o += 4) {
			let x = a, y = a + depth, r = o * depth;
			const end = x + depth;
			let s0 = bias[o], s1 = bias[o + 1];
			let s2 = bias[o + 2], s3 = bias[o + 3];
			let t0 = s0, t1 = s1, t2 = s2, t3 = s3;

			for (; x < end; x++, y++, r++) {
				const f = input[x], g = input[y];
				const w0 = w[r], w1 = w[r + depth];
				const w2 = w[r + 2 * depth];
				const w3 = w[r + 3 * depth];

				s0 += f * w0;
				s1 += f * w1;
				s2 += f * w2;
				s3 += f * w3;
				t0 += g * w0;
				t1 += g * w1;
				t2 += g * w2;
				t3 += g * w3;
			}
			const at = outAt + p * outs + o;
			out[at] = s0;
			out[at + 1] = s1;
			out[at + 2] = s2;
			out[at + 3] = s3;
			out[at + outs] = t0;
			out[at + outs + 1] = t1;
			out[at + outs + 2] = t2;
			out[at + outs + 3] = t3;
		}
	}
}

/* The nine neighbours of one point, all inside the picture. */
function nine(input, at, row, c4, w, bias, out, to) {
	for (let c = 0; c < c4; c++) {
		const a = at + c, b = a + row, d = b + row;

		out[to + c] = bias[c] +
		    input[a] * w[c] + input[a + c4] * w[c + c4] +
		    input[a + 2 * c4] * w[c + 2 * c4] +
		    input[b] * w[c + 3 * c4] + input[b + c4] * w[c + 4 * c4] +
		    input[b + 2 * c4] * w[c + 5 * c4] +
		    input[d] * w[c + 6 * c4] + input[d + c4] * w[c + 7 * c4] +
		    input[d + 2 * c4] * w[c + 8 * c4];
	}
}

/* --- one function per operation ------------------------------------------- */

/* Rows above and columns left of the picture where the filter begins. */
function before(size, out, filter, stride) {
	return Math.max(0, (out - 1) * stride + filter - size) >> 1;
}

function convolve(t, op) {
	const input = t(op.in[0]), out = t(op.out[0]);
	const [outs, fh, fw, ins] = op.shape(op.in[1]);
	const stride = op.option(1);

	if (fh === 1) {
		const w = new Float32Array(up4(outs) * input.c4);
		w.set(widen(op.constant(op.in[1]), ins));
		const bias = widen(op.constant(op.in[2]), outs);

		return () => multiply(input.data, out.h * out.w, input.c4, w,
		    bias, out.data, 0, out.c4);
	}
	/* The patches of one row of output as a matrix. The input is the
	 * picture, three channels and no more. */
	const w = op.constant(op.in[1]), bias = op.constant(op.in[2]);
	const patches = new Float32Array(out.w * fh * fw * ins);
	const top = before(input.h, out.h, fh, stride);

	return () => {
		for (let y = 0; y < out.h; y++) {
			let at = 0;

			for (let x = 0; x < out.w; x++)
				for (let i = 0; i < fh; i++)
					at = patch(input, y * stride + i - top,
					    x * stride - top, fw * ins, ins,
					    patches, at);
			multiply(patches, out.w, fh * fw * ins, w, bias,
			    out.data, y * out.w * outs, outs);
		}
	};
}

/* n values of row y from column x on; nothing beside the picture. */
function patch(input, y, x, n, ins, to, at) {
	const from = x * ins, end = input.w * ins;

	for (let i = 0; i < n; i++, at++)
		to[at] = y < 0 || y >= input.h || from + i < 0 ||
		    from + i >= end ? 0 : input.data[y * end + from + i];
	return at;
}

function depthwise(t, op) {
	const input = t(op.in[0]), out = t(op.out[0]);
	const c = op.shape(op.in[1])[3], c4 = input.c4, row = input.w * c4;
	const w = widen(op.constant(op.in[1]), c);
	const bias = widen(op.constant(op.in[2]), c);
	const stride = op.option(1);
	const top = before(input.h, out.h, 3, stride);
	const edge = (y, x, to) => {
		for (let k = 0; k < c4; k++) {
			let sum = bias[k];

			for (let i = 0; i < 9; i++) {
				const v = y + (i / 3 | 0), u = x + i % 3;

				if (v >= 0 && v < input.h && u >= 0 &&
				    u < input.w)
					sum += input.data[v * row + u * c4 +
					    k] * w[i * c4 + k];
			}
			out.data[to + k] = sum;
		}
	};

	return () => {
		for (let i = 0; i < out.h * out.w; i++) {
			const y = (i / out.w | 0) * stride - top;
			const x = i % out.w * stride - top;

			if (y < 0 || x < 0 || y + 3 > input.h ||
			    x + 3 > input.w)
				edge(y, x, i * c4);
			else
				nine(input.data, y * row + x * c4, row, c4, w,
				    bias, out.data, i * c4);
		}
	};
}

/* Where the network adds channels (PAD), one of the two has fewer. */
function add(t, op) {
	const a = t(op.in[0]).data, b = t(op.in[1]).data;
	const out = t(op.out[0]).data;

	return () => {
		for (let i = 0; i < out.length; i++)
			out[i] = a[i] + b[i];
	};
}

function relu(t, op) {
	const a = t(op.in[0]).data, out = t(op.out[0]).data;

	return () => {
		for (let i = 0; i < out.length; i++)
			out[i] = a[i] > 0 ? a[i] : 0;
	};
}

function pad(t, op) {
	const a = t(op.in[0]), out = t(op.out[0]);

	return () => {
		for (let i = 0; i < out.h * out.w; i++)
			for (let k = 0; k < a.c4; k++)
				out.data[i * out.c4 + k] =
				    a.data[i * a.c4 + k];
	};
}

/* The greatest of two by two. */
function pool(t, op) {
	const a = t(op.in[0]), out = t(op.out[0]);
	const c4 = a.c4, row = a.w * c4, d = a.data;

	return () => {
		for (let i = 0; i < out.h * out.w; i++) {
			const at = 2 * (i / out.w | 0) * row +
			    2 * (i % out.w) * c4;

			for (let k = at; k < at + c4; k++)
				out.data[i * c4 + k - at] = Math.max(d[k],
				    d[k + c4], d[k + row], d[k + row + c4]);
		}
	};
}

/* By their numbers in TensorFlow Lite's schema. Weights are made floats when
 * they are read (DEQUANTIZE), and the last tensors are read where they are
 * (RESHAPE, CONCATENATION). */
const OPS = { 0: add, 3: convolve, 4: depthwise, 17: pool, 19: relu,
    34: pad, 2: null, 6: null, 22: null };

/* --- the network ----------------------------------------------------------- */

function load(buffer) {
	const r = reader(buffer);
	const codes = r.tables(r.root, 1).map((c) =>
	    r.uint(c, 3) || r.byte(c, 0));
	const graph = r.tables(r.root, 2)[0];
	const buffers = r.tables(r.root, 4);
	const tensors = r.tables(graph, 0).map((table) => ({
		shape: r.ints(table, 0), type: r.byte(table, 1),
		bytes: r.bytes(buffers[r.uint(table, 2)], 0)
	}));
	const source = {};	/* of what DEQUANTIZE makes */
	const made = {};
	const tensor = (i) => {
		const [, h, w, c] = tensors[i].shape;
		const c4 = c === 3 ? 3 : up4(c);

		made[i] = made[i] || { h, w, c, c4,
		    data: new Float32Array(h * w * c4) };
		return made[i];
	};
	const steps = [], heads = {};

	r.tables(graph, 3).forEach((table) => {
		const code = codes[r.uint(table, 0)];
		const options = r.table(table, 4);
		const op = { in: r.ints(table, 1), out: r.ints(table, 2),
		    shape: (i) => tensors[i].shape,
		    option: (n) => options ? r.byte(options, n) : 0,
		    constant: (i) => {
			const from = tensors[i in source ? source[i] : i];
			return floats(from.bytes, from.type);
		    } };

		if (!(code in OPS))
			throw new Error("unknown operation " + code);
		if (code === 6)
			source[op.out[0]] = op.in[0];
		else if (code === 22)
			heads[tensors[op.in[0]].shape[3]] = tensor(op.in[0]);
		else if (OPS[code])
			steps.push(OPS[code](tensor, op));
	});
	return { input: tensor(r.ints(graph, 1)[0]).data, steps, heads };
}

/* --- from numbers to faces --------------------------------------------------- */

/* The network's two grids: cells a side, boxes a cell, channels by head. */
const GRIDS = [{ cells: 16, boxes: 2 }, { cells: 8, boxes: 6 }];

function read(box, at, logit, x, y) {
	const face = { score: 1 / (1 + Math.exp(-logit)), points: [],
	    width: box[at + 2] / SIDE, height: box[at + 3] / SIDE };

	face.x = x + box[at] / SIDE - face.width / 2;
	face.y = y + box[at + 1] / SIDE - face.height / 2;
	for (let i = 4; i < 16; i += 2)
		face.points.push({ x: x + box[at + i] / SIDE,
		    y: y + box[at + i + 1] / SIDE });
	return face;
}

function candidates(heads) {
	const found = [];

	GRIDS.forEach(({ cells, boxes }) => {
		const scores = heads[boxes], values = heads[16 * boxes];

		for (let i = 0; i < cells * cells * boxes; i++) {
			const cell = i / boxes | 0;
			const logit = scores.data[cell * scores.c4 +
			    i % boxes];

			if (logit > 0)
				found.push(read(values.data, cell * values.c4 +
				    16 * (i % boxes), logit,
				    (cell % cells + 0.5) / cells,
				    ((cell / cells | 0) + 0.5) / cells));
		}
	});
	return found.filter((f) => f.score >= SCORE_MIN)
	    .sort((a, b) => b.score - a.score);
}

function overlap(a, b) {
	const w = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
	const h = Math.min(a.y + a.height, b.y + b.height) -
	    Math.max(a.y, b.y);
	const both = Math.max(0, w) * Math.max(0, h);

	return both / (a.width * a.height + b.width * b.height - both);
}

export function detector(buffer) {
	const net = load(buffer);

	return (rgb) => {
		net.input.set(rgb);
		for (const step of net.steps)
			step();
		const faces = [];
		for (const c of candidates(net.heads))
			if (faces.every((f) => overlap(f, c) < OVERLAP))
				faces.push(c);
		return faces;
	};
}
