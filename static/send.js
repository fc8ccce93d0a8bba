/*
 * The only sender of photos. A picture goes in pieces, each with its
 * checksum; the server says how far it has come, so a connection that is cut
 * goes on where it stopped, and the same picture sent twice is one shot.
 *
 *	import { send, recover, forget } from "./send.js";
 *	const job = send(blob, { url, csrf, source, keep, onState });
 *	job.done.then(({ next }) => ...);	rejects: an Error with .code
 *	job.cancel();				done rejects with "cancelled"
 *
 * url: "/collect/upload" or "/friend/upload". source: "camera", "frame" or
 * "file". keep: a name under which the browser keeps the picture until it
 * has arrived (the collection's); a page that is opened again finds it by
 * recover(keep).
 *
 * onState({ state, fraction, seconds, message, code }):
 *	hashing		reading the picture
 *	sending		fraction 0..1
 *	processing	all is there, the photo is being made
 *	queued		the server is full: it goes on in `seconds`
 *	offline		no connection: it goes on when there is one
 *	signed_out	it goes on once the student has logged in again
 *	failed		message in words, or null and a code: large, empty,
 *			unreadable, lost, busy, refused, denied, closed; `again`:
 *			the same picture may be sent once more, by send()
 *	done
 */
import { sha256 } from "./sha256.js";

export const MAX_BYTES = 20 * 1024 * 1024;

const FIRST_PIECE = 256 * 1024;
const PIECE_MIN = 64 * 1024;
const PIECE_MAX = 2 * 1024 * 1024;
const STALLED = 20000;		/* ms without a byte moving */
const ANSWER = 45000;		/* ms for an answer; nginx gives up at 30 s */
const WAIT_MAX = 30;		/* s between two tries */
const FUTILE = 6;		/* tries in a row without any progress */

/* --- waiting --------------------------------------------------------- */

/* Seconds around s, so that a thousand phones don't come back at once. */
function jitter(s) {
	return s * (0.8 + 0.5 * Math.random()) + Math.random();
}

/* Ends early at the events named, where something may have changed. */
function pause(seconds, job, events) {
	return new Promise((resolve) => {
		const end = () => {
			clearTimeout(timer);
			events.forEach((name) => {
				window.removeEventListener(name, end);
				document.removeEventListener(name, end);
			});
			job.wake = null;
			resolve();
		};
		const timer = setTimeout(end, seconds * 1000);

		events.forEach((name) => {
			window.addEventListener(name, end);
			document.addEventListener(name, end);
		});
		job.wake = end;
	});
}

/* A wait that people can watch. */
async function countdown(seconds, job, events, message) {
	const end = Date.now() + seconds * 1000;
	let left = seconds;

	while (left > 0 && !job.cancelled) {
		job.say({ state: "queued", seconds: Math.ceil(left), message });
		await pause(Math.min(1, left), job, events);
		left = (end - Date.now()) / 1000;
	}
}

/* --- one request ------------------------------------------------------ */

/* { status, body, retryAfter }; status 0: the connection failed. */
function post(job, address, piece, headers, onPart) {
	return new Promise((resolve) => {
		/* XMLHttpRequest, because fetch() can't tell how far it is. */
		const x = new XMLHttpRequest();
		let watch;
		const stalled = (ms) => {
			clearTimeout(watch);
			watch = setTimeout(() => x.abort(), ms);
		};
		const end = () => {
			let body = null;

			clearTimeout(watch);
			job.request = null;
			try {
				body = JSON.parse(x.responseText);
			} catch (e) {
				/* not ours: the web server's own page */
			}
			resolve({ status: x.status, body, retryAfter:
			    Number(x.status && x.getResponseHeader(
				"Retry-After")) || 0 });
		};

		x.open("POST", address);
		Object.keys(headers).forEach((name) =>
			x.setRequestHeader(name, headers[name]));
		x.upload.onprogress = (event) => {
			stalled(STALLED);
			onPart(event.loaded);
		};
		x.upload.onload = () => {
			stalled(ANSWER);
			onPart(piece.length);
		};
		x.onloadend = end;
		job.request = x;
		stalled(piece.length ? STALLED : ANSWER);
		x.send(piece);
	});
}

/* A fresh token for a page that was logged in anew somewhere else. 200:
 * have it; 401: signed out; 0: no connection. */
async function freshToken(job) {
	try {
		const answer = await fetch(job.url, {
			credentials: "same-origin", cache: "no-store",
			headers: { Accept: "application/json" }
		});
		const body = await answer.json();

		if (answer.ok && body.csrf)
			job.csrf = body.csrf;
		return { status: answer.status, body };
	} catch (e) {
		return { status: 0, body: null };
	}
}

/* --- what to do about an answer ---------------------------------------- */

class Failure extends Error {
	constructor(code, message, again) {
		super(message || code);
		this.code = code;
		this.words = message || null;
		this.again = again;
	}
}

/* The network is away: on at the `online` event, at the latest after a wait
 * that grows. navigator.onLine lies in both directions, so both are used. */
async function offline(job) {
	job.say({ state: "offline" });
	await pause(jitter(Math.min(WAIT_MAX, 2 ** Math.min(job.lost++, 5))),
		job, ["online", "visibilitychange"]);
}

async function busy(job, answer) {
	const body = answer.body || {};

	/* Full is full: that may last. Anything else may be this picture's
	 * fault, and is not tried for ever. */
	if (answer.status !== 429 && body.error !== "full" &&
	    ++job.futile > FUTILE)
		throw new Failure("busy", body.message, true);
	await countdown(jitter(answer.retryAfter ||
		Math.min(WAIT_MAX, 2 ** job.futile)), job, ["online"],
		body.message);
}

async function signedOut(job, answer) {
	for (;;) {
		if (job.cancelled)
			return;
		job.say({ state: "signed_out", message:
			answer.body && answer.body.message });
		await pause(5, job, ["focus", "visibilitychange", "pageshow"]);
		answer = await freshToken(job);
		if (answer.status === 200)
			return;
		if (answer.status === 403 || answer.status === 409 ||
		    answer.status === 410)
			throw new Failure("closed", answer.body &&
				answer.body.message, false);
	}
}

/* 403 may be a stale token, after a log-in in another tab. */
async function denied(job, answer) {
	const old = job.csrf, fresh = await freshToken(job);

	if (fresh.status === 401)
		return signedOut(job, fresh);
	if (fresh.status === 200 && job.csrf !== old)
		return undefined;
	throw new Failure("denied", (fresh.status !== 200 && fresh.body ||
		answer.body || {}).message, false);
}

/* Returns where to go on, or throws Failure. */
async function react(job, answer) {
	const s = answer.status;

	if (s === 0)
		return offline(job);
	if (s === 401)
		return signedOut(job, answer);
	if (s === 403)
		return denied(job, answer);
	if (s === 429 || s >= 500)
		return busy(job, answer);
	if (s === 413)
		throw new Failure("large", answer.body && answer.body.message);
	/* What stands in the way of a 409 may be undone: an order, the end of
	 * a friend's ten minutes. */
	throw new Failure("refused", answer.body && answer.body.message,
		s === 400 || s === 409);
}

/* --- the whole way ------------------------------------------------------ */

function address(job, offset) {
	return job.url + "?size=" + job.bytes.length + "&sha256=" + job.hash +
	    "&offset=" + offset + "&source=" + encodeURIComponent(job.source);
}

/* Pieces grow on a good line and shrink on a bad one. */
function adapt(job, ms) {
	if (ms < 1500)
		job.piece = Math.min(PIECE_MAX, job.piece * 2);
	else if (ms > 6000)
		job.piece = Math.max(PIECE_MIN, job.piece / 2);
}

async function sendPiece(job, offset) {
	const size = job.bytes.length;
	const piece = job.bytes.subarray(offset, offset + job.piece);
	const last = offset + piece.length === size;
	const start = Date.now();
	const headers = {
		"Accept": "application/json",
		"Content-Type": "application/octet-stream",
		"X-CSRF-Token": job.csrf,
		"X-Piece-Sha256": await sha256(piece)
	};
	const progress = (n) => {
		if (last && n >= piece.length)
			job.say({ state: "processing", fraction: 1 });
		else
			job.say({ state: "sending",
				fraction: (offset + n) / size });
	};

	progress(0);
	const answer = await post(job, address(job, offset), piece, headers,
		progress);

	if (answer.status === 200 && piece.length)
		adapt(job, Date.now() - start);
	return answer;
}

/* The server's count is the one that holds. */
function goOn(job, offset, next) {
	if (next > offset) {
		job.futile = 0;
		job.lost = 0;
	} else if (++job.futile > FUTILE) {
		throw new Failure("lost", null, true);
	}
	return next;
}

async function ask(job) {
	const answer = await post(job, address(job, job.bytes.length),
		new Uint8Array(0), {
			"Accept": "application/json",
			"Content-Type": "application/octet-stream",
			"X-CSRF-Token": job.csrf
		}, () => {});

	return answer;
}

async function pieces(job) {
	/* One that fits into the first piece needs no question before. */
	let offset = 0, known = job.bytes.length <= FIRST_PIECE;

	while (!job.cancelled) {
		const answer = known ? await sendPiece(job, offset) :
		    await ask(job);

		if (job.cancelled)
			break;
		if (answer.status === 200 && answer.body &&
		    answer.body.next)
			return answer.body;
		if (answer.status === 200 && answer.body &&
		    answer.body.offset >= 0) {
			offset = known ? goOn(job, offset,
				answer.body.offset) : answer.body.offset;
			known = true;
		} else {
			await react(job, answer);
			/* Nobody knows whether the last piece arrived. */
			known = false;
		}
	}
	throw new Failure("cancelled", null, true);
}

async function run(job, blob) {
	if (!blob.size)
		throw new Failure("empty", null, false);
	if (blob.size > MAX_BYTES)
		throw new Failure("large", null, false);
	job.say({ state: "hashing", fraction: 0 });
	try {
		/* In memory: a phone may take the file back meanwhile. */
		job.bytes = new Uint8Array(
			await new Response(blob).arrayBuffer());
	} catch (e) {
		throw new Failure("unreadable", null, false);
	}
	job.hash = await sha256(job.bytes);
	return pieces(job);
}

export function send(blob, options) {
	const job = {
		url: options.url, csrf: options.csrf,
		source: options.source || "file", piece: FIRST_PIECE,
		futile: 0, lost: 0, cancelled: false, request: null, wake: null,
		say: (state) => {
			if (!job.cancelled && options.onState)
				options.onState(state);
		}
	};
	const stored = options.keep && blob.size <= MAX_BYTES ?
	    keepPicture(options.keep, blob, job.source) : Promise.resolve();
	const done = run(job, blob).then(async (answer) => {
		await stored;
		await forget(options.keep);
		job.say({ state: "done", fraction: 1 });
		return answer;
	}, async (error) => {
		await stored;
		/* One that can't be taken is not offered again. */
		if (error.code === "cancelled" || error.again !== true)
			await forget(options.keep);
		if (error.code !== "cancelled")
			job.say({ state: "failed", code: error.code || "lost",
				message: error.words || null,
				again: error.again === true });
		throw error;
	});

	return {
		done,
		cancel: () => {
			job.cancelled = true;
			if (job.request)
				job.request.abort();
			if (job.wake)
				job.wake();
		}
	};
}

/* --- a picture outlives its page ------------------------------------------ */

/* Log-in leads away from the page, and a reload empties it: the browser keeps
 * the picture until it has arrived, for an hour at most. Where it can't
 * (private windows), all else works. */
const KEEP_MS = 3600 * 1000;

function store(mode, act) {
	return new Promise((resolve) => {
		const none = () => resolve(null);
		let open;

		try {
			open = indexedDB.open("gradphoto", 1);
		} catch (e) {
			return none();
		}
		open.onupgradeneeded = () =>
			open.result.createObjectStore("pictures");
		open.onerror = open.onblocked = none;
		open.onsuccess = () => {
			const db = open.result;
			const t = db.transaction("pictures", mode);
			const request = act(t.objectStore("pictures"));

			t.oncomplete = () => {
				db.close();
				resolve(request ? request.result : null);
			};
			t.onerror = t.onabort = () => {
				db.close();
				none();
			};
		};
		return undefined;
	}).catch(() => null);
}

function keepPicture(name, blob, source) {
	return store("readwrite", (s) => {
		/* One at a time: whose picture it was is none of the next
		 * one's business. */
		s.clear();
		return s.put({ blob, source, at: Date.now() }, name);
	});
}

/* The picture that had not arrived: { blob, source }, or null. */
export async function recover(name) {
	const kept = name && await store("readonly", (s) => s.get(name));

	if (!kept || !kept.blob || Date.now() - kept.at > KEEP_MS) {
		/* Too old, or of somebody else at the same browser. */
		await store("readwrite", (s) => s.clear());
		return null;
	}
	return { blob: kept.blob, source: kept.source };
}

export async function forget(name) {
	if (name)
		await store("readwrite", (s) => s.delete(name));
}
