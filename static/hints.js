/*
 * Live hints from the viewfinder: a small picture of what is in the frame,
 * several times a second, to a worker (hints-worker.js) where the browser has
 * one that draws, else to the same code here. Nothing leaves the phone.
 *
 *	const h = watch(video, { paint, onHint });
 *	onHint(id, measured): a new thing to say, steady enough to be read
 *	h.stop()
 */
import { WIDTH, HEIGHT } from "./measure.js";

const EVERY = 100;	/* ms between two pictures at the fastest */
const FIRM = 2;		/* pictures in a row that say the same */
const STAY = 900;	/* ms for which a hint stays at least */
const MODEL = new URL("./detector-face.bin", import.meta.url).href;

/* The part of the video that the viewfinder's 3:4 shows. */
function shown(video) {
	const w = video.videoWidth, h = video.videoHeight;
	const cw = Math.min(w, h * WIDTH / HEIGHT), ch = cw * HEIGHT / WIDTH;

	return [(w - cw) / 2, (h - ch) / 2, cw, ch];
}

/* --- who looks at the pictures ------------------------------------------- */

/* The video's picture as something that can be sent to a worker, with the part
 * of it to look at. A bitmap is scaled on the page's own time: Lighthouse's
 * phone was blocked for 300 ms by them, for 35 with VideoFrames. A frame that
 * would have to be turned is left to the browser. */
async function picture(video) {
	const part = shown(video);

	if (window.VideoFrame) {
		const frame = new VideoFrame(video);

		if (!frame.rotation &&
		    frame.displayWidth === video.videoWidth &&
		    frame.displayHeight === video.videoHeight)
			return { image: frame, part };
		frame.close();
	}
	return { image: await createImageBitmap(video, ...part,
	    { resizeWidth: WIDTH, resizeHeight: HEIGHT,
		resizeQuality: "low" }), part: [0, 0, WIDTH, HEIGHT] };
}

function worker() {
	return new Promise((resolve, reject) => {
		const w = new Worker(new URL("./hints-worker.js",
		    import.meta.url), { type: "module" });

		w.onerror = () => {
			w.terminate();
			reject(new Error("no worker"));
		};
		w.onmessage = () => resolve({
			load: () => w.postMessage({ load: MODEL }),
			look: async (video, said, paint) => {
				const { image, part } = await picture(video);

				return new Promise((done, fail) => {
					w.onmessage = (e) => done(e.data);
					w.onerror = fail;
					w.postMessage({ image, part, said,
					    paint }, [image]);
				});
			},
			stop: () => w.terminate()
		});
	});
}

/* Without such a worker, on the page's own time and without the detector:
 * that would make the buttons slow. */
async function here() {
	const { eye } = await import("./hints-eye.js");
	const e = eye();
	const canvas = document.createElement("canvas");
	const context = canvas.getContext("2d",
	    { willReadFrequently: true });

	canvas.width = WIDTH;
	canvas.height = HEIGHT;
	return {
		load: () => {},
		look: async (video, said, paint) => {
			context.drawImage(video, ...shown(video), 0, 0, WIDTH,
			    HEIGHT);
			return e.look(context.getImageData(0, 0, WIDTH,
			    HEIGHT).data, said, paint);
		},
		stop: () => {}
	};
}

function looker() {
	if (!window.Worker || !window.OffscreenCanvas ||
	    !window.createImageBitmap)
		return here();
	return worker().catch(here);
}

/* --- what is said ------------------------------------------------------------ */

/* Lets a hint through when it has come FIRM times, and not before the one
 * that stands could be read. */
export function steady(onHint, now) {
	let said = null, since = 0, next = null, times = 0;

	return {
		said: () => said,
		hear: (id, measured) => {
			times = id === next ? times + 1 : 1;
			next = id;
			if (id === said || times < FIRM ||
			    (said && now() - since < STAY))
				return;
			said = id;
			since = now();
			onHint(id, measured);
		}
	};
}

export function watch(video, { paint, onHint, onFrame }) {
	const filter = steady(onHint, () => performance.now());
	let stopped = false, eyes = null, timer = 0, failures = 0;

	const look = async () => {
		const start = performance.now();

		if (!document.hidden && video.videoWidth &&
		    !video.paused)
			try {
				const seen = await eyes.look(video,
				    filter.said(), paint);

				if (stopped)
					return;
				if (onFrame)
					onFrame(seen);
				filter.hear(seen.id, seen);
				failures = 0;
			} catch (e) {
				/* A frame may be gone; all of them: no hints. */
				if (++failures > 20)
					return;
			}
		if (!stopped)
			timer = setTimeout(look, Math.max(EVERY -
			    (performance.now() - start), 10));
	};

	looker().then((found) => {
		eyes = found;
		if (stopped)
			return eyes.stop();
		/* 186 kB that somebody may be counting. */
		if (!(navigator.connection && navigator.connection.saveData))
			eyes.load();
		return look();
	}).catch(() => {});
	return {
		stop: () => {
			stopped = true;
			clearTimeout(timer);
			if (eyes)
				eyes.stop();
		}
	};
}
