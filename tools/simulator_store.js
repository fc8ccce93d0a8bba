'use strict';
/*
 * The simulator's memory: tables of rows, and a journal with a line for each
 * row that changed. A kill -9 loses nothing: a line is written before the
 * answer that tells of it, and one that was cut off is left out.
 */
const fs = require('node:fs');
const path = require('node:path');

function replay(file, tables) {
	if (!fs.existsSync(file))
		return;
	for (const line of fs.readFileSync(file, 'utf8').split('\n')) {
		let entry;
		try {
			entry = JSON.parse(line);
		} catch {
			continue;
		}
		const [table, key, row] = entry;
		(tables[table] ||= {})[key] = row;
	}
}

/* One line a row, instead of one a change. */
function compact(file, tables) {
	const lines = Object.entries(tables).flatMap(([table, rows]) =>
		Object.entries(rows).map(([key, row]) =>
			JSON.stringify([table, key, row]) + '\n'));
	fs.writeFileSync(file + '.new', lines.join(''), { mode: 0o600 });
	fs.renameSync(file + '.new', file);
}

function open(dir) {
	const file = path.join(dir, 'journal.jsonl');
	const tables = {};
	replay(file, tables);
	compact(file, tables);
	const fd = fs.openSync(file, 'a', 0o600);
	return {
		/* Rows by key; change one, then put it. */
		table: (name) => (tables[name] ||= {}),
		put(name, key, row) {
			(tables[name] ||= {})[key] = row;
			fs.writeSync(fd, JSON.stringify([name, key, row]) + '\n');
			return row;
		},
	};
}

module.exports = { open };
