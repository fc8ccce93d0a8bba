/*
 * The phone's camera as this page uses it: opened with the rear lens where
 * there is one, watched for pictures that never come, and its stills.
 *
 *	const lens = await open(video, onLost);	rejects with a reason's code
 *	lens.count, lens.next(), lens.front(), lens.still(), lens.alive(),
 *	lens.close()
 *
 * Codes: denied, busy_camera, missing, black, ended, old, insecure.
 */
const BLACK_AFTER = 3000;	/* ms without a picture: give up */
const PLAY_AGAIN = 1000;	/* ms; WeChat on iOS wants play() twice */
const STILL_TIMEOUT = 5000;	/* takePhoto() may never answer */
/* Pixels of the longer side: twelve megapixels. The face needs 200 of them;
 * what the largest sensors have more is only slow to send. */
const STILL_SIDE = 4096;

/* Ideals, never demands: a demand that can't be met is an error. The frame is
 * drawn once when there is no other way to a still, so its size stays well
 * below the 16.7 megapixels at which canvases of iOS turn black. */
const SIZE = { width: { ideal: 2560 }, height: { ideal: 1920 } };

function code(error) {
	if (error.name === "NotAllowedError" || error.name === "SecurityError")
		return "denied";
	if (error.name === "NotReadableError" || error.name === "AbortError")
		return "busy_camera";
	return "missing";
}

function failure(reason) {
	return Object.assign(new Error(reason), { code: reason });
}

/* A stream that shows nothing looks like one that works: its frames are
 * missing, or every pixel is black. */
function isBlack(video) {
	const canvas = document.createElement("canvas");
	const context = canvas.getContext("2d",
	    { willReadFrequently: true });

	if (!video.videoWidth || video.readyState < 2)
		return true;
	canvas.width = canvas.height = 16;
	context.drawImage(video, 0, 0, 16, 16);
	return context.getImageData(0, 0, 16, 16).data.every((v, i) =>
	    i % 4 === 3 || v <= 8);
}

function stopStream(stream) {
	stream.getTracks().forEach((track) => track.stop());
}

/* Every lens by name, rear ones first; names are known once one is allowed. */
async function lenses() {
	const all = await navigator.mediaDevices.enumerateDevices();
	const rear = /back|rear|environment|后|後/i;

	return all.filter((d) => d.kind === "videoinput").sort((a, b) =>
	    rear.test(b.label) - rear.test(a.label));
}

async function stream(video) {
	try {
		return await navigator.mediaDevices.getUserMedia({
			audio: false, video });
	} catch (e) {
		throw failure(code(e));
	}
}

/* Resolves when there is a picture, rejects with "black" when none came. */
function firstPicture(video, current) {
	return new Promise((resolve, reject) => {
		const start = performance.now();
		let again = false;
		const look = () => {
			const waited = performance.now() - start;

			if (!current())
				return reject(failure("ended"));
			if (!isBlack(video))
				return resolve();
			if (waited > BLACK_AFTER)
				return reject(failure("black"));
			if (waited > PLAY_AGAIN && !again) {
				again = true;
				Promise.resolve(video.play()).catch(() => {});
			}
			return setTimeout(look, 100);
		};

		look();
	});
}

/* --- stills ---------------------------------------------------------------- */

/* One frame at the track's own size, encoded once. */
function frame(video) {
	const canvas = document.createElement("canvas");

	canvas.width = video.videoWidth;
	canvas.height = video.videoHeight;
	canvas.getContext("2d").drawImage(video, 0, 0);
	return new Promise((resolve, reject) => {
		canvas.toBlob((blob) => {
			/* iOS keeps a canvas's memory until it is told. */
			canvas.width = canvas.height = 0;
			if (blob)
				resolve({ blob, source: "frame" });
			else
				reject(failure("black"));
		}, "image/jpeg", 0.95);
	});
}

function timely(promise) {
	return new Promise((resolve, reject) => {
		setTimeout(reject, STILL_TIMEOUT, failure("late"));
		promise.then(resolve, reject);
	});
}

/* What the sensor gives, as it gives it: no pixel of it is touched here. */
async function photo(track) {
	const capture = new ImageCapture(track);
	let settings;

	try {
		const can = await timely(capture.getPhotoCapabilities());

		const w = can.imageWidth.max, h = can.imageHeight.max;
		const k = Math.min(1, STILL_SIDE / Math.max(w, h));

		/* Unasked, Android's browsers give the video's size. */
		settings = { imageWidth: Math.round(k * w),
		    imageHeight: Math.round(k * h) };
	} catch (e) {
		/* then it chooses by itself */
	}
	const blob = await timely(capture.takePhoto(settings));

	if (!blob.size)
		throw failure("late");
	return { blob, source: "camera" };
}

/* --- the camera ------------------------------------------------------------- */

async function show(video, constraints, onLost) {
	const s = await stream({ ...constraints, ...SIZE });
	const track = s.getVideoTracks()[0];

	video.srcObject = s;
	Promise.resolve(video.play()).catch(() => {});
	try {
		await firstPicture(video, () => video.srcObject === s);
	} catch (e) {
		stopStream(s);
		throw e;
	}
	track.onended = () => onLost("ended");
	return { s, track };
}

export async function open(video, onLost) {
	if (!window.isSecureContext)
		throw failure("insecure");
	if (!navigator.mediaDevices || !navigator.mediaDevices.getUserMedia)
		throw failure("old");
	let now = await show(video,
	    { facingMode: { ideal: "environment" } }, onLost);
	const all = await lenses().catch(() => []);
	const settings = () => now.track.getSettings ?
	    now.track.getSettings() : {};
	let at = Math.max(0, all.findIndex((d) =>
	    d.deviceId === settings().deviceId));
	const close = () => {
		now.track.onended = null;
		stopStream(now.s);
	};

	return {
		count: all.length,
		/* A front lens is shown as a mirror, as people expect. */
		front: () => settings().facingMode === "user",
		/* The next lens; its place in the row, from one. */
		next: async () => {
			at = (at + 1) % all.length;
			/* Many phones open one lens at a time. */
			close();
			now = await show(video, { deviceId:
			    { exact: all[at].deviceId } }, onLost);
			return at + 1;
		},
		still: () => window.ImageCapture ?
		    photo(now.track).catch(() => frame(video)) : frame(video),
		alive: () => now.track.readyState === "live" &&
		    !now.track.muted,
		close
	};
}
