#!/usr/bin/env node
/*
 * kill -9 of each program in turn while a graduate goes through the flow:
 * it completes after a retry, nothing paid is lost, nothing charged twice.
 */
'use strict';
const { execFileSync } = require('child_process');
const T = require('./lib.js');
const J = require('./journey.js');

/* Every process whose command line has both words, killed. */
function kill(prod, word) {
	const pids = execFileSync('ps', ['-eo', 'pid=,args='],
	    { encoding: 'utf8' }).split('\n')
	    .filter((l) => l.includes(prod.state) && l.includes(word) &&
		!l.includes('bash -c') && !l.includes('/dev up'))
	    .map((l) => Number(l.trim().split(' ')[0]));
	for (const pid of pids)
		process.kill(pid, 'SIGKILL');
	T.ok(pids.length > 0, `killed ${pids.length} of ${word}`);
}

/* Who dies when the student is about to leave which page. */
const plan = {
	register: ['student.fcgi'],
	'register-code': ['worker'],
	home: ['student.fcgi'],
	confirm: ['mariadbd'],
	camera: ['photo.fcgi'],
	preview: ['student.fcgi'],
	prints: ['student.fcgi'],
	order: ['simulator.js'],
	pay: ['nginx'],
	provider: ['notify.fcgi', 'worker'],
	'order-paid': ['student.fcgi', 'photo.fcgi'],
};

T.run(async (defer) => {
	const prod = await T.product(defer);
	const b = await T.browser(defer);
	const page = await (await T.context(b, {})).newPage();
	const w = { prod, page, picture: T.portrait(), scripts: true,
	    killing: true,
	    person: { kind: 'graduate', type: 'card',
		number: '330106200309182014', name: '陈博文', sex: 'M',
		phone: '13800000003', code: 'CHSI0:2c624232cc5d221e41c98ebe' },
	    onPage: async (name) => {
		for (const word of plan[name] || [])
			kill(prod, word);
	    } };
	await J.register(w, '/c/demo0000000000000000000000000001');
	await J.collect(w);
	await J.shootByFile(w);
	await J.order(w);
	await J.pay(w);
	await J.completed(w);
	T.ok(w.retries > 0, `${w.retries} steps had to be done twice`);
	await T.until('the worker to have asked and told', async () =>
	    T.sql(prod, `SELECT count(*) FROM outbox
		WHERE state = 'waiting'`).flat().pop() === '0');
	J.books(w);
	T.is(T.sql(prod, 'SELECT count(*) FROM orders WHERE live = 1')
	    .flat().pop(), '1', 'there is one order');
	T.is(T.sql(prod, 'SELECT count(*) FROM refund').flat().pop(), '0',
	    'nothing has to be given back');
});
