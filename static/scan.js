/*
 * Reads a QR code with the camera, on the page of the 采集码: the text goes
 * into the form's field, nothing leaves the phone before that is sent. The
 * browser's own BarcodeDetector where there is one (Android), else jsQR,
 * fetched when the camera is opened. "Take a picture" gives the whole frame to
 * the form's file field: the server's readers see more.
 */
const LOOK = 150;	/* ms between two looks */
const SLOW = 8000;	/* ms without a code: say what helps */
const SIDE = 600;	/* px that are looked at: 30 ms on a slow phone */
/* What the frame shows of the shorter side, and a little round it. */
const PART = 0.85;

const box = document.querySelector("[data-scan]");
const dialog = box.querySelector("dialog");
const video = dialog.querySelector("video");
const say = dialog.querySelector(".gp-scan__say");
const status = box.querySelector("[data-found]");
const torch = dialog.querySelector("[data-torch]");
const form = box.closest("form");
const canvas = document.createElement("canvas");
const aim = say.textContent, torchOn = torch.textContent;
let stream = null, turn = 0;

function script(src) {
	return new Promise((resolve, reject) => {
		const s = document.createElement("script");

		s.src = src;
		s.onload = () => resolve(window.jsQR);
		s.onerror = () => reject(new Error("script"));
		document.head.append(s);
	});
}

/* A function from a canvas to its code's text or "". */
async function reader() {
	if ("BarcodeDetector" in window) {
		try {
			const formats = await BarcodeDetector
			    .getSupportedFormats();

			if (formats.includes("qr_code")) {
				const d = new BarcodeDetector({
					formats: ["qr_code"] });

				return async (c) => {
					const found = await d.detect(c);

					return found.length ?
					    found[0].rawValue : "";
				};
			}
		} catch (e) {
			/* announced, but not there */
		}
	}
	const jsQR = await script(box.dataset.decoder);

	return async (c) => {
		const p = c.getContext("2d").getImageData(0, 0, c.width,
		    c.height);
		const found = jsQR(p.data, c.width, c.height);

		return found ? found.data : "";
	};
}

/* The middle of the picture, as the frame shows it. */
function middle() {
	const side = Math.round(PART * Math.min(video.videoWidth,
	    video.videoHeight));
	const to = Math.min(side, SIDE);

	canvas.width = canvas.height = to;
	canvas.getContext("2d", { willReadFrequently: true }).drawImage(video,
	    (video.videoWidth - side) / 2, (video.videoHeight - side) / 2,
	    side, side, 0, 0, to, to);
	return canvas;
}

function stop() {
	turn++;
	if (stream)
		stream.getTracks().forEach((track) => track.stop());
	stream = null;
	video.srcObject = null;
	torch.hidden = true;
	torch.setAttribute("aria-pressed", "false");
	torch.textContent = torchOn;
}

/* What remains to be done is the last four; if they are there, nothing. */
function go(text) {
	const four = form.elements.Last4;

	dialog.close();
	status.textContent = text;
	if (/^[0-9A-Za-z]{4}$/.test(four.value.trim()))
		form.requestSubmit();
	else
		four.focus();
}

function found(text) {
	form.elements.Picture.value = "";
	form.elements.Payload.value = text;
	if (navigator.vibrate)
		navigator.vibrate(60);
	go(status.dataset.found);
}

async function look(read) {
	const mine = turn, since = Date.now();

	while (mine === turn) {
		try {
			const text = video.videoWidth ?
			    await read(middle()) : "";

			if (mine !== turn)
				return;
			if (text)
				return found(text);
		} catch (e) {
			/* a frame that can't be read: the next one may */
		}
		if (Date.now() - since > SLOW)
			say.textContent = say.dataset.slow;
		await new Promise((resolve) => setTimeout(resolve, LOOK));
	}
}

function offerTorch() {
	const track = stream.getVideoTracks()[0];
	const can = track.getCapabilities ? track.getCapabilities() : {};

	torch.hidden = !can.torch;
}

async function open() {
	const mine = ++turn;

	say.textContent = aim;
	status.textContent = "";
	dialog.showModal();
	try {
		const s = await navigator.mediaDevices.getUserMedia({
			audio: false, video: {
				facingMode: { ideal: "environment" },
				width: { ideal: 1920 },
				height: { ideal: 1080 } } });

		/* Closed while the browser asked. */
		if (mine !== turn)
			return s.getTracks().forEach((track) => track.stop());
		stream = s;
		video.srcObject = s;
		/* WeChat on iOS wants to be told; elsewhere it does no harm. */
		await video.play().catch(() => {});
		offerTorch();
		look(await reader());
	} catch (e) {
		const denied = e.name === "NotAllowedError";

		if (mine !== turn)
			return;
		/* Without a decoder, taking a picture remains. */
		if (stream) {
			say.textContent = say.dataset.slow;
			return;
		}
		dialog.close();
		status.textContent = denied ? status.dataset.denied :
		    status.dataset.missing;
	}
}

async function shot() {
	const all = document.createElement("canvas");

	if (!video.videoWidth)
		return;
	all.width = video.videoWidth;
	all.height = video.videoHeight;
	all.getContext("2d").drawImage(video, 0, 0);
	const blob = await new Promise((resolve) =>
	    all.toBlob(resolve, "image/jpeg", 0.92));
	const files = new DataTransfer();

	if (!blob)
		return;
	files.items.add(new File([blob], "code.jpg", { type: "image/jpeg" }));
	form.elements.Picture.files = files.files;
	form.elements.Payload.value = "";
	go(status.dataset.taken);
}

async function toggle() {
	const on = torch.getAttribute("aria-pressed") !== "true";

	try {
		await stream.getVideoTracks()[0].applyConstraints({
			advanced: [{ torch: on }] });
		torch.setAttribute("aria-pressed", String(on));
		torch.textContent = on ? torch.dataset.off : torchOn;
	} catch (e) {
		torch.hidden = true;
	}
}

if (navigator.mediaDevices && navigator.mediaDevices.getUserMedia &&
    dialog.showModal) {
	box.hidden = false;
	box.querySelector("[data-open]").addEventListener("click", open);
	dialog.querySelector("[data-close]").addEventListener("click", () =>
	    dialog.close());
	dialog.querySelector("[data-shot]").addEventListener("click", shot);
	torch.addEventListener("click", toggle);
	dialog.addEventListener("close", stop);
	addEventListener("pagehide", stop);
}
