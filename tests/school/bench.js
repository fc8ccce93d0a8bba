#!/usr/bin/env node
/*
 * Large files of the school, through the real pages and programs: how long
 * each takes, how large every process gets, and how long a student waits for
 * a page beside it and without it.
 *
 *	GP_SRC=$PWD GP_BUILD=$PWD/.dev/build NODE_PATH=$PWD/node_modules \
 *	    node tests/school/bench.js [roster ROWS] [export PHOTOS] \
 *	    [upload PHOTOS]
 */
'use strict';
const crypto = require('crypto');
const fs = require('fs');
const http = require('http');
const path = require('path');
const { execFileSync } = require('child_process');
const T = require('../browser/lib.js');
const D = require('../browser/desk.js');

const GRADUATES = '?campaign=demo0000000000000000000000000001';

/* --- what is measured ----------------------------------------------------- */

/* Every process of the product: { pid, name }. */
function processes(prod) {
	const all = fs.readdirSync('/proc').filter((f) => /^\d+$/.test(f))
	    .flatMap((pid) => {
		try {
			const stat = fs.readFileSync(`/proc/${pid}/stat`,
			    'utf8');
			return [{ pid, name: /\((.*)\)/.exec(stat)[1],
			    parent: stat.replace(/.*\) /, '').split(' ')[1],
			    args: fs.readFileSync(`/proc/${pid}/cmdline`,
				'utf8') }];
		} catch (e) {
			return [];
		}
	    });
	const ours = new Set(all.filter((p) => p.args.includes(prod.state))
	    .map((p) => p.pid));
	const tops = new Set(all.filter((p) => ours.has(p.pid) &&
	    p.name === 'admin.fcgi').map((p) => p.parent));
	const under = (p) => p && (tops.has(p.parent) || under(all.find((q) =>
	    q.pid === p.parent)));

	return all.filter((p) => ours.has(p.pid) || under(p)).map((p) => ({
	    pid: p.pid, name: p.args.includes('--jobs') ? 'worker --jobs' :
		p.name }));
}

/* Some end meanwhile: that of a shell script, nginx's helpers. */
function each(prod, fn) {
	for (const p of processes(prod))
		try {
			fn(p);
		} catch (e) {
			if (!/ENOENT|ESRCH/.test(e.code))
				throw e;
		}
}

const forgetPeaks = (prod) => each(prod, (p) =>
    fs.writeFileSync(`/proc/${p.pid}/clear_refs`, '5'));

/* MB of the largest of each name. */
function peaks(prod) {
	const most = {};

	each(prod, (p) => {
		const m = /VmHWM:\s+(\d+)/.exec(fs.readFileSync(
		    `/proc/${p.pid}/status`, 'utf8'));
		if (m)
			most[p.name] = Math.max(most[p.name] || 0,
			    Math.round(m[1] / 1024));
	});
	return Object.entries(most).sort().map(([n, mb]) => `${n} ${mb}`)
	    .join(', ');
}

/* A student looks at the home page, ten times a second, until told. */
function student(prod, cookie) {
	const took = [], agent = new http.Agent({ keepAlive: true });
	let on = true;
	const once = () => new Promise((resolve, reject) => {
		const from = performance.now();
		http.get(prod.base + '/home', { agent, headers: {
		    Cookie: `${cookie.name}=${cookie.value}` } }, (r) => {
			r.resume().on('end', () => {
				T.good = T.good !== false &&
				    r.statusCode === 200;
				took.push(performance.now() - from);
				resolve();
			});
		}).on('error', reject);
	});
	const all = (async () => {
		while (on) {
			await once();
			await new Promise((r) => setTimeout(r, 100));
		}
		agent.destroy();
	})();

	return async () => {
		on = false;
		await all;
		took.sort((x, y) => x - y);
		const at = (share) => took[Math.min(took.length - 1,
		    Math.floor(share * took.length))].toFixed(1);
		return `median ${at(0.5)} ms, 95 % ${at(0.95)} ms, longest ` +
		    `${at(1)} ms of ${took.length}`;
	};
}

async function measured(prod, cookie, name, work) {
	forgetPeaks(prod);
	const stop = student(prod, cookie);
	const from = performance.now();
	await work();
	const seconds = ((performance.now() - from) / 1000).toFixed(1);
	T.note(`${name}: ${seconds} s; peak MB: ${peaks(prod)}`);
	T.note(`${name}: a student's page: ${await stop()}`);
}

/* The job of the page it leads to has ended well. */
async function ended(page, prod) {
	await page.waitForURL(/\/admin\/jobs\//, { timeout: 600000 });
	const token = page.url().split('/').pop();
	const state = () => T.sql(prod, `SELECT state FROM job WHERE token =
	    '${token}'`)[1][0];

	await T.until('the job to end', async () => {
		/* Asking takes a process each time: not too often. */
		await page.waitForTimeout(400);
		return !/new|waiting|running/.test(state());
	}, 3600);
	await page.reload();
	T.is(state(), 'done', 'the job ended well') ||
	    T.note(await page.innerText('main'));
}

/* --- a roster ------------------------------------------------------------- */

/* GB 11643: with its check digit. */
function idNumber(i) {
	const day = new Date(Date.UTC(2003, 0, 1) + (i % 900) * 86400000)
	    .toISOString().slice(0, 10).replace(/-/g, '');
	const n = '110101' + day + String(Math.floor(i / 900)).padStart(3, '0');
	const sum = [...n].reduce((s, c, k) => s + c * (2 ** (17 - k) % 11), 0);

	return n + '10X98765432'[sum % 11];
}

const COLUMNS = ['学号', '姓名', '性别', '证件类型', '证件号码', '院系', '专业',
	'班级', '手机'];

const row = (i) => ['2231' + String(i).padStart(7, '0'),
	'赵钱孙李周吴郑王'[i % 8] + '伟芳娜敏静丽强磊军洋'[i % 10] +
	'一二三四五六七八九'[i % 9], i % 2 ? '男' : '女', '身份证', idNumber(i),
	`第${i % 24 + 1}学院`, `专业${i % 120 + 1}`, `2022级${i % 600 + 1}班`,
	'139' + String(i).padStart(8, '0')];

/* As a spreadsheet program stores it: every text once, in a part apart. */
function xlsx(file, rows) {
	const texts = new Map();
	const index = (t) => {
		if (!texts.has(t))
			texts.set(t, texts.size);
		return texts.get(t);
	};
	const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
	const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
	const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/' +
	    'relationships';
	const pack = 'http://schemas.openxmlformats.org/package/2006/';
	const type = 'application/vnd.openxmlformats-officedocument.' +
	    'spreadsheetml.';
	const cells = rows.map((r, y) => `<row r="${y + 1}">` + r.map((t, x) =>
	    `<c r="${'ABCDEFGHIJ'[x]}${y + 1}" t="s"><v>${index(t)}</v></c>`)
	    .join('') + '</row>').join('');
	const parts = {
		'[Content_Types].xml': `<Types xmlns="${pack}content-types">` +
		    '<Default Extension="rels" ContentType="application/vnd.' +
		    'openxmlformats-package.relationships+xml"/>' +
		    '<Override PartName="/xl/workbook.xml" ContentType="' +
		    `${type}sheet.main+xml"/>` +
		    '<Override PartName="/xl/worksheets/sheet1.xml" ' +
		    `ContentType="${type}worksheet+xml"/>` +
		    '<Override PartName="/xl/sharedStrings.xml" ' +
		    `ContentType="${type}sharedStrings+xml"/></Types>`,
		'_rels/.rels': `<Relationships xmlns="${pack}relationships">` +
		    `<Relationship Id="rId1" Type="${rel}/officeDocument" ` +
		    'Target="xl/workbook.xml"/></Relationships>',
		'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${rel}">` +
		    '<sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets>' +
		    '</workbook>',
		'xl/_rels/workbook.xml.rels': '<Relationships xmlns="' +
		    `${pack}relationships"><Relationship Id="rId1" Type="${rel}` +
		    '/worksheet" Target="worksheets/sheet1.xml"/>' +
		    `<Relationship Id="rId2" Type="${rel}/sharedStrings" ` +
		    'Target="sharedStrings.xml"/></Relationships>',
		'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}">` +
		    `<sheetData>${cells}</sheetData></worksheet>`,
		'xl/sharedStrings.xml': `<sst xmlns="${main}">` +
		    [...texts.keys()].map((t) => `<si><t>${t}</t></si>`)
		    .join('') + '</sst>' };
	const dir = file + '.d';

	for (const [name, text] of Object.entries(parts)) {
		fs.mkdirSync(path.dirname(path.join(dir, name)),
		    { recursive: true });
		fs.writeFileSync(path.join(dir, name), head + text);
	}
	fs.rmSync(file, { force: true });
	execFileSync('python3', ['-m', 'zipfile', '-c', file,
	    ...fs.readdirSync(dir).map((f) => path.join(dir, f))]);
	fs.rmSync(dir, { recursive: true });
}

async function roster(prod, page, student, n) {
	const rows = [COLUMNS, ...[...Array(n).keys()].map(row)];
	const text = rows.map((r) => r.join(',')).join('\r\n') + '\r\n';
	const at = (f) => path.join(prod.state, f);

	fs.writeFileSync(at('utf8.csv'), '\ufeff' + text);
	fs.writeFileSync(at('gb.csv'), execFileSync('iconv', ['-f', 'UTF-8',
		'-t', 'GB18030'], { input: text, maxBuffer: 1 << 28 }));
	xlsx(at('list.xlsx'), rows);
	for (const file of ['utf8.csv', 'gb.csv', 'list.xlsx']) {
		T.sql(prod, `DELETE FROM roster WHERE student_no LIKE
		    '2231_______'`);
		await page.goto(prod.base + '/admin/roster' + GRADUATES);
		await page.setInputFiles('[name=File]', at(file));
		await page.check('[name=What][value=store]');
		await measured(prod, student, `roster ${n} ${file} ` +
		    `${(fs.statSync(at(file)).size / 1e6).toFixed(1)} MB`,
		    async () => {
			await page.click('main .ga-button_primary');
			await ended(page, prod);
		});
		T.ok(Number(T.sql(prod, 'SELECT COUNT(*) FROM roster')[1][0]) >
		    n, 'all rows are there');
	}
}

/* --- a package ------------------------------------------------------------ */

/* n accepted photos, each a file of its own. */
function accepted(prod, n) {
	D.photos(prod, n);
	const result = T.sql(prod, `SELECT LOWER(HEX(result_sha256)),
	    result_sha256 FROM photo LIMIT 1`)[1][1];
	const bytes = fs.readFileSync(path.join(prod.state, 'files',
	    result.slice(0, 2), result.slice(2)));
	const ids = T.sql(prod, `SELECT p.id FROM photo p JOIN collection c
	    ON c.photo_id = p.id JOIN roster r ON r.id = c.roster_id
	    WHERE r.student_no LIKE '22399%'`).slice(1).map((r) => r[0]);

	for (let i = 0; i < ids.length; i += 1000) {
		const values = ids.slice(i, i + 1000).map((id) => {
			/* A comment makes each another file. */
			const data = Buffer.concat([bytes.subarray(0, 2),
				Buffer.from([0xff, 0xfe, 0, 10]),
				Buffer.from(String(id).padStart(8, '0')),
				bytes.subarray(2)]);
			return `WHEN ${id} THEN '${D.store(prod, data)}'`;
		});
		T.sql(prod, `UPDATE photo SET result_sha256 = CASE id
		    ${values.join(' ')} END WHERE id IN
		    (${ids.slice(i, i + 1000).join(',')})`);
	}
	T.sql(prod, `UPDATE collection SET state = 'accepted' WHERE roster_id IN
	    (SELECT id FROM roster WHERE student_no LIKE '22399%')`);
}

async function exported(prod, page, student, n) {
	accepted(prod, n);
	await page.goto(prod.base + '/admin/exports' + GRADUATES);
	await measured(prod, student, `export ${n}`, async () => {
		await page.click('main form[action="/admin/exports"] ' +
		    '.ga-button_primary');
		await ended(page, prod);
	});
	const link = page.locator('main a[download]');
	await page.reload();
	const zip = path.join(prod.state, 'package.zip');
	execFileSync('curl', ['-sf', '-o', zip, '-b', (await page.context()
	    .cookies()).map((k) => `${k.name}=${k.value}`).join('; '),
		prod.base + await link.getAttribute('href')]);
	T.note(`export ${n}: ${(fs.statSync(zip).size / 1e6).toFixed(0)} MB`);
	const from = performance.now();
	execFileSync('unzip', ['-tq', zip]);
	T.note(`export ${n}: unzip -t of it, as a floor: ` +
	    `${((performance.now() - from) / 1000).toFixed(1)} s`);
}

/* --- a zip of photos ------------------------------------------------------ */

/* n students of one department, and a zip of a photo of each by its number and
 * name, each a file of its own. */
async function uploaded(prod, page, student, n) {
	const zip = path.join(prod.state, 'photos.zip');
	const rows = [...Array(n).keys()].map((i) => ['2240' + String(i)
	    .padStart(7, '0'), row(i)[1]]);

	for (let i = 0; i < n; i += 1000)
		T.sql(prod, `INSERT INTO roster (campaign_id, department_id,
		    student_no, name, id_type, id_sealed, id_lookup, created_at,
		    updated_at) SELECT r.campaign_id, r.department_id, v.no,
		    v.name, r.id_type, '', UNHEX(SHA2(v.no, 256)),
		    UTC_TIMESTAMP(), UTC_TIMESTAMP() FROM (SELECT '' AS no,
		    '' AS name UNION VALUES ${rows.slice(i, i + 1000)
			.map(([no, name]) => `('${no}', '${name}')`)}) v
		    JOIN roster r ON r.student_no = '22300010001' AND v.no <> ''`);
	execFileSync('python3', ['-c', `import sys, zipfile
data = open(sys.argv[2], 'rb').read()
with zipfile.ZipFile(sys.argv[1], 'w') as z:
    for line in sys.stdin:
        no, name = line.rstrip('\\n').split(' ')
        # A comment makes each another file.
        z.writestr(f'{no} {name}.jpg', data[:2] + b'\\xff\\xfe\\0\\x0d' +
                   no.encode() + data[2:])`, zip, T.portrait()],
	{ input: rows.map((r) => r.join(' ')).join('\n') + '\n' });
	for (const what of ['dry', 'store']) {
		await page.goto(prod.base + '/admin/uploads');
		await page.setInputFiles('[name=File]', zip);
		await page.check(`[name=What][value=${what}]`);
		await measured(prod, student, `upload ${n} ${what} ` +
		    `${(fs.statSync(zip).size / 1e6).toFixed(0)} MB`,
		    async () => {
			await page.click('main .ga-button_primary');
			await ended(page, prod);
		});
	}
	T.note(await page.innerText('main .ga-tiles'));
	T.is(T.sql(prod, `SELECT COUNT(*) FROM collection WHERE state =
	    'submitted'`)[1][0], String(n), 'all photos are with the department');
}

const KINDS = { roster, export: exported, upload: uploaded };

T.run(async (defer) => {
	const wanted = process.argv.slice(2);
	const prod = await T.product(defer);
	const b = await T.browser(defer);
	const c = await T.context(b, D.office);

	const cookie = D.student(prod);
	await c.addCookies([D.staff(prod, 'zhou', 'registrar', 'reviewer')]);
	const page = await c.newPage();
	await measured(prod, cookie, 'nothing beside',
	    () => page.waitForTimeout(15000));
	for (let i = 0; i + 1 < wanted.length; i += 2)
		await KINDS[wanted[i]](prod, page, cookie,
		    Number(wanted[i + 1]));
	T.ok(T.good, 'the student always got the page');
});
