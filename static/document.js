/*
 * A picture of an ID card or a passport fills in the form it stands in. The
 * file goes as it is, because what reads it sees more than a phone's canvas
 * keeps (and iOS blackens large ones); what comes back is put into the fields
 * and marked where the student should look. Without this the same form does
 * the same by its own button.
 */
const MOST = 20 * 1024 * 1024;
const PATIENCE = 60000;		/* ms; the server gives up at 30 s */

const box = document.querySelector("[data-read]");
const form = box.closest("form");
const input = form.elements.Picture;
const pick = box.querySelector("[data-pick]");
const take = box.querySelector("[data-take]");
const say = box.querySelector("[role=status]");

function tell(text, kind) {
	say.textContent = text;
	say.className = "gp-document__say" + (kind ? " gp-document__say_" +
	    kind : "");
}

function busy(on) {
	pick.querySelectorAll("button").forEach((b) => {
		b.disabled = on;
	});
	box.setAttribute("aria-busy", String(on));
}

/* Where a mark for a field goes: below it, or into its group. */
function place(name) {
	const field = form.querySelector(`[name="${name}"]`);

	return field.closest(".gp-field") || field.closest("fieldset");
}

function unmark(name) {
	const mark = document.getElementById("check-" + name);
	const field = form.querySelector(`[name="${name}"]`);

	if (!mark)
		return;
	mark.remove();
	field.setAttribute("aria-describedby", (field.getAttribute(
	    "aria-describedby") || "").replace("check-" + name, "").trim());
}

function mark(name) {
	const field = form.querySelector(`[name="${name}"]`);
	const p = document.createElement("p");

	p.className = "gp-check";
	p.id = "check-" + name;
	p.textContent = box.dataset.check;
	place(name).append(p);
	field.setAttribute("aria-describedby", (p.id + " " +
	    (field.getAttribute("aria-describedby") || "")).trim());
}

/* What to photograph depends on the kind of document. */
function hint(type) {
	box.querySelectorAll("[data-for]").forEach((p) => {
		p.hidden = (p.dataset.for === "passport") !==
		    (type === "passport");
	});
}

function put(name, value) {
	const field = form.elements[name];
	const radio = form.querySelector(
	    `[type=radio][name="${name}"][value="${value}"]`);

	if (!field)
		return;
	unmark(name);
	if (name === "Type")
		hint(value);
	if (radio)
		radio.checked = true;
	else if (field instanceof HTMLInputElement)
		field.value = value;
}

function fill(answer) {
	const next = form.elements.Number ? null : form.elements.Password;

	Object.keys(answer.fields).forEach((name) =>
		put(name, answer.fields[name]));
	answer.check.forEach(mark);
	tell(answer.message, "good");
	if (next)
		next.focus();
}

/* XMLHttpRequest, because fetch() can't tell how far it is. */
function send(file) {
	const x = new XMLHttpRequest();
	const data = new FormData();

	["csrf", "Type", "Number", "Who"].forEach((name) => {
		const field = form.elements[name];

		if (field && field.value)
			data.append(name, field.value);
	});
	data.append("Picture", file, "document");
	x.open("POST", box.dataset.read);
	x.timeout = PATIENCE;
	x.setRequestHeader("Accept", "application/json");
	x.upload.onprogress = (event) => {
		if (event.lengthComputable && event.loaded < event.total)
			tell(box.dataset.sending + " " + Math.floor(100 *
			    event.loaded / event.total) + "%");
	};
	x.upload.onload = () => tell(box.dataset.reading);
	x.onloadend = () => {
		let answer = null;

		busy(false);
		try {
			answer = JSON.parse(x.responseText);
		} catch (e) {
			/* no connection, or the web server's own page */
		}
		if (x.status === 200 && answer)
			fill(answer);
		else if (x.status === 413)
			tell(box.dataset.large, "bad");
		else
			tell(answer && answer.message || box.dataset.lost,
			    "bad");
	};
	busy(true);
	tell(box.dataset.sending);
	x.send(data);
}

function open(camera) {
	if (camera)
		input.setAttribute("capture", "environment");
	else
		input.removeAttribute("capture");
	input.click();
}

input.addEventListener("change", () => {
	const file = input.files[0];

	/* The form itself goes without it, and it may be chosen once more. */
	input.value = "";
	if (!file)
		return;
	if (file.size > MOST)
		tell(box.dataset.large, "bad");
	else
		send(file);
});
form.addEventListener("input", (event) => {
	unmark(event.target.name);
	if (event.target.name === "Type")
		hint(event.target.value);
});
/* Where the kind can be chosen, nothing typed is lost by it. */
form.querySelectorAll("a[data-type]").forEach((link) =>
	link.addEventListener("click", (event) => {
		const radio = form.querySelector("[type=radio][value=" +
		    link.dataset.type + "]");

		if (!radio)
			return;
		event.preventDefault();
		radio.checked = true;
		hint(radio.value);
		radio.focus();
	}));
take.addEventListener("click", () => open(true));
box.querySelector("[data-choose]").addEventListener("click", () =>
	open(false));
take.hidden = !navigator.maxTouchPoints;
box.querySelector("[data-plain]").hidden = true;
pick.hidden = false;
