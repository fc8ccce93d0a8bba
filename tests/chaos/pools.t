#!/usr/bin/env node
/* money.t once more, with two workers and two pools of notify.fcgi. */
'use strict';
process.env.GP_POOLS = '2';
require('./money.t');
