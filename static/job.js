/* The page of a job that runs: its progress, until it is over. */
const card = document.getElementById('job');
const bar = document.getElementById('job-bar');
const count = document.getElementById('job-count');

function show(s) {
  if (s.total > 0) bar.value = Math.floor((100 * s.done) / s.total);
  else bar.removeAttribute('value');
  count.textContent = s.done ? s.done + (s.total ? ' / ' + s.total : '') : '';
}

async function look() {
  let state = '';
  try {
    const r = await fetch(`/admin/jobs/${card.dataset.job}/state`, {
      headers: { Accept: 'application/json' },
    });
    if (r.status === 401) return location.reload();
    if (r.ok) {
      const s = await r.json();
      state = s.state;
      show(s);
    }
  } catch (e) {
    /* no network for a moment */
  }
  if (state && state !== card.dataset.state) location.reload();
  else setTimeout(look, 1000);
}

look();
