/*
 * Two phones follow each other: asks data-poll for news and opens the page
 * anew when data-version is no longer what the server says. Without scripts
 * the page refreshes itself.
 */
const box = document.querySelector("[data-poll]");
const EVERY = 2500;		/* ms */
const SLOWEST = 20000;		/* where the network is away */

let wait = EVERY;

async function ask() {
	const answer = await fetch(box.dataset.poll, {
		credentials: "same-origin", cache: "no-store",
		headers: { Accept: "application/json" }
	});

	/* Ended, ordered or signed out: the page itself says which. */
	if (answer.status >= 400 && answer.status < 500 &&
	    answer.status !== 429)
		return "";
	if (!answer.ok)
		throw new Error(answer.status);
	return (await answer.json()).version;
}

async function follow() {
	if (!document.hidden) {
		try {
			const version = await ask();

			wait = EVERY;
			if (version !== box.dataset.version) {
				location.reload();
				return;
			}
		} catch (e) {
			wait = Math.min(SLOWEST, wait * 2);
		}
	}
	setTimeout(follow, wait);
}

if (box) {
	setTimeout(follow, EVERY);
	/* Back from another app: at once. */
	document.addEventListener("visibilitychange", () => {
		wait = EVERY;
	});
}
