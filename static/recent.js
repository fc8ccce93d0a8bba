/* A picture from the album for the department: in pieces, with progress. */
import { send, forget } from "./send.js";

const form = document.getElementById("recent");
const line = document.getElementById("sending");
const trouble = document.getElementById("trouble");
const bar = line.querySelector("progress");
const button = form.querySelector("[type=submit]");

const word = (name) =>
	document.querySelector(`#words [data-word=${name}]`)?.textContent ?? "";

function tell({ state, fraction }) {
	line.hidden = false;
	line.querySelector("span").textContent = word(state);
	if (state === "sending")
		bar.value = fraction;
	else
		bar.removeAttribute("value");
}

function fail(error) {
	line.hidden = true;
	button.disabled = false;
	trouble.textContent = error.message || word("failed");
	trouble.hidden = false;
	forget(form.dataset.keep);
}

form.addEventListener("submit", (ev) => {
	const file = form.elements.photo.files[0];
	if (!file)
		return;
	ev.preventDefault();
	button.disabled = true;
	trouble.hidden = true;
	send(file, {
		url: "/collect/upload",
		csrf: form.elements.csrf.value,
		source: "file",
		keep: form.dataset.keep,
		onState: (s) => {
			if (s.state === "signed_out")
				location.assign(form.dataset.login);
			else if (s.state !== "failed" && s.state !== "done")
				tell(s);
			else if (s.state === "failed")
				fail({ message: s.message });
		},
	}).done.then(({ next }) => location.assign(next), fail);
});
