/*
 * A form with a file, data-pieces: the file goes in pieces, which survive a
 * lost connection, after the form's other fields; several files go as one
 * zip. Without scripts the form sends one alone, up to what a request may
 * hold.
 */
import { parcel } from './parcel.js';

const PIECE = 4 << 20;
const TRIES = 8;

const wait = (ms) => new Promise((done) => setTimeout(done, ms));

async function post(url, body, csrf, tries = TRIES) {
  for (let i = 1; ; i++) {
    try {
      const r = await fetch(url, {
        method: 'POST',
        headers: {
          Accept: 'application/json',
          'X-CSRF-Token': csrf,
          ...(body instanceof Blob
            ? { 'Content-Type': 'application/octet-stream' } : {}),
        },
        body,
      });
      if (r.status < 500 || i === tries) return r;
    } catch (e) {
      if (i === tries) throw e;
    }
    await wait(Math.min(500 * 2 ** i, 10000));
  }
}

/* What the server says of it; throws what it says against it. */
async function said(r) {
  const text = await r.text();
  let answer = {};
  try {
    answer = JSON.parse(text);
  } catch (e) {
    /* a page, of nginx or after a redirect */
  }
  if (!r.ok) throw new Refused(answer.message);
  return answer;
}

class Refused extends Error {}

async function send(form, file, tell) {
  const csrf = form.elements.csrf.value;
  const fields = new URLSearchParams();
  for (const [k, v] of new FormData(form))
    if (typeof v === 'string') fields.append(k, v);
  fields.append('FileName', file.name);
  const { job } = await said(await post(form.action, fields, csrf));
  if (!job) throw new Refused('');
  for (let at = 0; at < file.size; ) {
    const piece = file.slice(at, at + PIECE);
    at = (await said(await post(`/admin/jobs/${job}/piece?at=${at}`, piece,
      csrf))).have;
    tell(at / file.size);
  }
  await said(await post(`/admin/jobs/${job}/start`,
    new URLSearchParams({ csrf, Size: file.size }), csrf));
  location.assign(`/admin/jobs/${job}`);
}

for (const form of document.querySelectorAll('form[data-pieces]')) {
  const bar = form.querySelector('progress');
  const error = form.querySelector('[data-error]');
  form.addEventListener('submit', async (ev) => {
    const { files } = form.querySelector('input[type=file]');
    if (!files.length || ev.submitter?.dataset.plain !== undefined) return;
    ev.preventDefault();
    const button = form.querySelector('[type=submit]');
    button.disabled = true;
    error.hidden = true;
    bar.hidden = false;
    try {
      const tell = (part) => { bar.value = part; };
      const file = files.length === 1 ? files[0] : await parcel(files, tell);
      await send(form, file, tell);
    } catch (e) {
      const { network, failed, large } = error.dataset;
      error.textContent = e instanceof RangeError ? large :
        e instanceof Refused ? e.message || failed : network;
      error.hidden = false;
      bar.hidden = true;
      button.disabled = false;
    }
  });
}
