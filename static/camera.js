/*
 * The camera page, the student's and the friend's: viewfinder, hints,
 * shutter, sending. Whatever fails, the next rung of the ladder is offered:
 * the live camera, the phone's own camera app, a plain file, and words on how
 * to allow the camera in this browser. A picture is sent as the camera gives
 * it: never mirrored, turned or made smaller.
 */
import { send, recover, forget, MAX_BYTES } from "./send.js";
import { open } from "./lens.js";
import { watch } from "./hints.js";
import { level } from "./level.js";
import { browser } from "./advice.js";
import { kind } from "./sniff.js";

const TIMER = 3;		/* s */
const SPEAK_AFTER = 1500;	/* ms: only what stands is read aloud */
const LEVEL = 2;		/* degrees that count as level */

const byId = (id) => document.getElementById(id);
const box = byId("camera"), video = byId("video"), view = byId("view");
const data = box.dataset;
const paint = /^\d+,\d+,\d+$/.test(data.paint) ?
    data.paint.split(",").map(Number) : [100, 197, 255];
const icons = new URL("./hints.svg", import.meta.url).pathname;

let lens = null, hints = null, job = null;
let waiting = null;	/* { blob, source }: what a retry would send */
let ticking = 0;	/* the timer's interval */
let starts = 0;		/* an older start that comes late is let go */

const word = (id) => {
	const found = byId("words").querySelector(`[data-word="${id}"]`);

	return found ? found.textContent : "";
};

function show(ids) {
	Object.keys(ids).forEach((id) => {
		if (byId(id))
			byId(id).hidden = !ids[id];
	});
}

/* --- what happens to the picture ------------------------------------------ */

/* The message is read aloud, so it changes only when there is news. */
function say(text, wrong) {
	byId("send").hidden = !text;
	if (byId("message").textContent !== text)
		byId("message").textContent = text;
	byId("message").classList.toggle("gp-error", !!wrong);
}

/* fraction: null where nobody knows. beside: seconds or percent. */
function progress(fraction, beside) {
	if (fraction === null)
		byId("progress").removeAttribute("value");
	else
		byId("progress").value = 100 * fraction;
	byId("percent").textContent = beside;
}

/* The states of send.js in words, a bar and buttons. */
function told({ state, fraction, seconds, message, code, again }) {
	const failed = state === "failed";
	const moving = !failed && state !== "signed_out";

	if (failed)
		say(/^(large|empty|unreadable|lost)$/.test(code) &&
		    word(code) || message || word("refused"), true);
	else
		say(word(state));
	byId("bar").hidden = !moving;
	if (state === "sending")
		progress(fraction, Math.floor(100 * fraction) + "%");
	else
		progress(null, state === "queued" ?
		    word("seconds").replace("{n}", seconds) : "");
	show({ retry: failed && again, again: !moving,
	    login: state === "signed_out",
	    cancel: moving && state !== "done" && state !== "processing" });
}

function go(shot) {
	if (job)
		return;
	waiting = shot;
	job = send(shot.blob, { url: data.send, csrf: data.csrf,
	    source: shot.source, keep: data.keep, onState: told });
	job.done.then(({ next }) => {
		location.href = next || data.next;
	}, () => {
		job = null;
	});
}

byId("retry").addEventListener("click", () => waiting && go(waiting));

byId("cancel").addEventListener("click", () => {
	if (job)
		job.cancel();
	job = null;
	afresh();
});

byId("again").addEventListener("click", () => afresh());

/* --- a still on the page ---------------------------------------------------- */

function frozen(blob) {
	const shot = byId("shot");

	URL.revokeObjectURL(shot.src);
	shot.onerror = () => {
		/* An album's HEIC: the server can read it, not we. */
		box.hidden = true;
		byId("unseen").hidden = false;
	};
	shot.src = URL.createObjectURL(blob);
	shot.hidden = false;
	box.hidden = false;
	show({ hint: false, level: false, outline: false, switch: false,
	    levelling: false, shutter: false, timer: false, file: false,
	    advice: false });
}

function close() {
	if (hints)
		hints.stop();
	if (lens)
		lens.close();
	hints = lens = null;
	byId("shutter").disabled = byId("timer").disabled = true;
}

/* The picture is let go of; the camera opens again. */
function afresh() {
	waiting = null;
	forget(data.keep);
	byId("shot").hidden = true;
	byId("photo").value = byId("capture").value = "";
	show({ retry: false, again: false, cancel: false, login: false,
	    bar: false, unseen: false, file: true, shutter: true,
	    timer: true, outline: true });
	say("");
	start();
}

/* --- the shutter --------------------------------------------------------------- */

function flash() {
	const f = byId("flash");

	f.hidden = false;
	setTimeout(() => {
		f.hidden = true;
	}, 160);
	if (navigator.vibrate)
		navigator.vibrate(40);
}

async function shoot() {
	stopTimer();
	if (!lens || job)
		return;
	byId("shutter").disabled = byId("timer").disabled = true;
	flash();
	byId("spoken").textContent = word("taken");
	video.pause();
	try {
		const shot = await lens.still();

		close();
		frozen(shot.blob);
		go(shot);
	} catch (e) {
		noCamera("black");
	}
}

function stopTimer() {
	clearInterval(ticking);
	ticking = 0;
	byId("count").hidden = true;
	byId("timer").classList.remove("gp-round_on");
}

byId("shutter").addEventListener("click", shoot);

byId("timer").addEventListener("click", () => {
	const count = byId("count");
	let left = TIMER;

	if (ticking)
		return stopTimer();
	count.textContent = byId("spoken").textContent = left;
	count.hidden = false;
	byId("timer").classList.add("gp-round_on");
	ticking = setInterval(() => {
		count.textContent = byId("spoken").textContent = --left;
		if (left === 0)
			shoot();
	}, 1000);
	return undefined;
});

/* --- hints and level ------------------------------------------------------------- */

let speaking = 0;

function hinted(id, seen) {
	/* Without a detector "good" would promise too much. */
	const say = id === "good" && !seen.detector ? "ready" : id;
	const hint = byId("hint");

	hint.hidden = false;
	hint.dataset.hint = say;
	hint.classList.toggle("gp-view__hint_good", say === "good");
	hint.querySelector("span").textContent = word("hint_" + say);
	hint.querySelector("use").setAttribute("href", icons + "#" + say);
	clearTimeout(speaking);
	speaking = setTimeout(() => {
		if (lens && !ticking)
			byId("spoken").textContent = word("hint_" + say);
	}, SPEAK_AFTER);
}

function tilted(angle) {
	const mark = byId("level");

	mark.hidden = angle === null || !lens;
	byId("levelling").hidden = true;
	if (angle === null)
		return;
	mark.classList.toggle("gp-level_good", Math.abs(angle) <= LEVEL);
	mark.firstElementChild.style.transform =
	    `rotate(${Math.max(-45, Math.min(45, angle))}deg)`;
}

const levelling = level(tilted);

byId("levelling").addEventListener("click", () => {
	levelling.ask().catch(() => {});
	byId("levelling").hidden = true;
});

/* --- the ladder ------------------------------------------------------------------- */

/* The button that most people want now is the coloured one. */
function fileIsMain(yes) {
	const first = byId(byId("native").hidden ? "photo-button" :
	    "native-button").classList;

	first.toggle("weui-btn_primary", yes);
	first.toggle("weui-btn_default", !yes);
}

/* Until it is known what there is, the page keeps the camera's place, and
 * what comes below is not seen moving. */
function arrived() {
	box.classList.remove("gp-camera_coming");
}

/* What was said of a picture chosen meanwhile stays. */
function opening() {
	if (!byId("message").textContent)
		say(word("starting"));
}

function opened() {
	if (byId("message").textContent === word("starting"))
		say("");
}

/* why: a code of lens.js. */
function noCamera(why) {
	const who = browser();

	close();
	stopTimer();
	arrived();
	box.hidden = true;
	opened();
	byId("advice-title").textContent = word(why);
	byId("advice-text").textContent = word(why + "_text");
	byId("advice").querySelectorAll("[data-for]").forEach((list) => {
		list.hidden = list.dataset.for !== who ||
		    !/^(denied|black|old)$/.test(why);
	});
	byId("secure").href = location.href.replace(/^http:/, "https:");
	show({ advice: true, reopen: why !== "insecure" && why !== "old",
	    secure: why === "insecure", copy: !!navigator.clipboard &&
	    /wechat|qq|alipay/.test(who) });
	fileIsMain(true);
}

function ready() {
	box.hidden = false;
	opened();
	arrived();
	view.classList.toggle("gp-view_mirror", lens.front());
	byId("switch").hidden = lens.count < 2;
	byId("levelling").hidden = !levelling || !byId("level").hidden;
	byId("shutter").disabled = byId("timer").disabled = false;
	fileIsMain(false);
	/* The event is for whoever wants the numbers: the tests. */
	hints = hints || watch(video, { paint, onHint: hinted,
	    onFrame: (seen) => view.dispatchEvent(
		new CustomEvent("seen", { detail: seen })) });
}

async function start() {
	const mine = ++starts;
	let found = null, why = "missing";

	close();
	box.hidden = false;
	show({ advice: false, hint: false });
	opening();
	try {
		found = await open(video, noCamera);
	} catch (e) {
		why = e.code || why;
	}
	if (mine !== starts || waiting) {
		if (found)
			found.close();
		return;
	}
	lens = found;
	if (lens)
		ready();
	else
		noCamera(why);
}

byId("reopen").addEventListener("click", start);

byId("switch").addEventListener("click", async () => {
	byId("shutter").disabled = byId("timer").disabled = true;
	try {
		const at = await lens.next();

		ready();
		byId("spoken").textContent = word("lens")
		    .replace("{n}", at).replace("{all}", lens.count);
	} catch (e) {
		noCamera(e.code || "missing");
	}
});

byId("copy").addEventListener("click", async () => {
	await navigator.clipboard.writeText(location.href);
	byId("copy").textContent = word("copied");
});

/* --- files ----------------------------------------------------------------------------- */

async function picked(file) {
	let why = file.size > MAX_BYTES ? "large" : null;

	try {
		if (!why && !await kind(file))
			why = "no_picture";
	} catch (e) {
		why = "unreadable";
	}
	if (why) {
		say(word(why), true);
		byId("message").scrollIntoView({ block: "center" });
		return;
	}
	waiting = { blob: file, source: "file" };
	close();
	frozen(file);
	go(waiting);
}

["photo", "capture"].forEach((id) =>
	byId(id).addEventListener("change", (event) => {
		if (event.target.files[0] && !job)
			picked(event.target.files[0]);
	}));

/* --- coming and going -------------------------------------------------------------------- */

/* Back from the preview: the page may be as it was left. */
window.addEventListener("pageshow", (event) => {
	if (event.persisted) {
		job = null;
		afresh();
	}
});
window.addEventListener("pagehide", close);

/* A phone takes the camera from a page in the background. */
document.addEventListener("visibilitychange", () => {
	if (!document.hidden && lens && !lens.alive())
		start();
});

/* A phone's own camera app; on a desktop it would be the file chooser. With
 * this script a picture goes as soon as it is chosen. */
byId("native").hidden = browser() === "desktop";
byId("upload").parentNode.hidden = true;
byId("photo").classList.add("gp-unseen");
byId("photo-button").classList.add("weui-btn", "weui-btn_default");

setTimeout(arrived, 1500);	/* somebody may be asked for permission */
recover(data.keep).then((kept) => {
	if (waiting)
		return;		/* another was chosen meanwhile */
	if (kept) {
		arrived();
		frozen(kept.blob);
		go(kept);
		if (job)
			byId("spoken").textContent = word("found");
	} else {
		start();
	}
});
