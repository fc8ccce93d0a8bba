#!/usr/bin/env node
/*
 * The regions that addresses are made of (lib/domain/regions.h), out of the
 * npm package @vant/area-data.
 * usage: build-regions.js NODE_MODULES >regions.tsv
 */
'use strict';
const path = require('path');
const { areaList } = require(path.resolve(process.argv[2],
    '@vant/area-data'));

const all = { ...areaList.province_list, ...areaList.city_list,
    ...areaList.county_list };
const lines = Object.keys(all).sort().map((code) =>
    `${code}\t${all[code].trim()}\n`);

if (lines.some((l) => !/^\d{6}\t[^\t\n]+\n$/.test(l)))
	throw new Error('@vant/area-data is not what it was');
process.stdout.write(lines.join(''));
