/*
 * SHA-256 as hexadecimal digits. The browser's own where there is one; an
 * insecure origin (a phone on a test machine's address) has none, and gets
 * this one, which pauses so that the page stays alive.
 */

const K = new Uint32Array(64);
const H = new Uint32Array(8);

/* The first 32 bits of the fractions of cube and square roots of primes. */
function constants() {
	const fraction = (x) => Math.floor((x - Math.floor(x)) * 0x100000000);
	let n = 0;

	for (let p = 2; n < 64; p++) {
		let prime = true;

		for (let d = 2; d * d <= p; d++)
			prime = prime && p % d !== 0;
		if (!prime)
			continue;
		if (n < 8)
			H[n] = fraction(Math.sqrt(p));
		K[n++] = fraction(Math.cbrt(p));
	}
}

function rotate(x, n) {
	return x >>> n | x << 32 - n;
}

function block(h, w, bytes, at) {
	for (let i = 0; i < 16; i++, at += 4)
		w[i] = bytes[at] << 24 | bytes[at + 1] << 16 |
		    bytes[at + 2] << 8 | bytes[at + 3];
	for (let i = 16; i < 64; i++) {
		const a = w[i - 15], b = w[i - 2];

		w[i] = w[i - 16] + w[i - 7] +
		    (rotate(a, 7) ^ rotate(a, 18) ^ a >>> 3) +
		    (rotate(b, 17) ^ rotate(b, 19) ^ b >>> 10) | 0;
	}

	let [a, b, c, d, e, f, g, k] = h;

	for (let i = 0; i < 64; i++) {
		const t = k + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) +
		    (e & f ^ ~e & g) + K[i] + w[i] | 0;
		const u = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) +
		    (a & b ^ a & c ^ b & c) | 0;

		k = g; g = f; f = e; e = d + t | 0;
		d = c; c = b; b = a; a = t + u | 0;
	}
	h[0] += a; h[1] += b; h[2] += c; h[3] += d;
	h[4] += e; h[5] += f; h[6] += g; h[7] += k;
}

/* What is left behind the last whole block, the end mark and the length. */
function tail(bytes, from) {
	const rest = bytes.length - from;
	const end = new Uint8Array(rest < 56 ? 64 : 128);
	const view = new DataView(end.buffer);

	end.set(bytes.subarray(from));
	end[rest] = 0x80;
	view.setUint32(end.length - 8, Math.floor(bytes.length / 0x20000000));
	view.setUint32(end.length - 4, bytes.length << 3);
	return end;
}

const PAUSE = 1 << 20;

export async function slowly(bytes) {
	const whole = bytes.length - bytes.length % 64;
	const w = new Int32Array(64);

	if (!K[0])
		constants();

	const h = new Uint32Array(H);

	for (let at = 0; at < whole; at += 64) {
		block(h, w, bytes, at);
		if (at % PAUSE === 0)
			await new Promise((go) => setTimeout(go, 0));
	}

	const end = tail(bytes, whole);

	for (let at = 0; at < end.length; at += 64)
		block(h, w, end, at);
	return Array.from(h, (x) => x.toString(16).padStart(8, "0")).join("");
}

export async function sha256(bytes) {
	if (!globalThis.crypto || !crypto.subtle)
		return slowly(bytes);

	const hash = new Uint8Array(await crypto.subtle.digest("SHA-256",
		bytes));

	return Array.from(hash, (x) => x.toString(16).padStart(2, "0"))
		.join("");
}
