/*
 * Films for the fake camera, made from the shared portraits: a good one and
 * what students do wrong. 720 x 960, the face where the outline has it.
 */
'use strict';
const fs = require('fs');
const path = require('path');
const { execFileSync } = require('child_process');

const W = 720, H = 960;

/*
 * A studio portrait (1350 x 1350, face 0.33 wide in its middle) made `size`
 * wide, its eyes where the outline has them; wall and shirt go on beside it.
 */
function studio(size, more) {
	const side = Math.max(2, (W - size) / 2);
	const above = Math.round(0.533 * W - size / 2);
	const below = H - above - size;
	const strip = (from, y, high) => `[${from}]crop=iw:4:0:${y},` +
	    `scale=${size + 2 * side}:${high}`;
	return `scale=${size}:${size},split=3[p][l][r];` +
	    `[l]crop=8:${size}:0:0,scale=${side}:${size}[left];` +
	    `[r]crop=8:${size}:${size - 8}:0,scale=${side}:${size}[right];` +
	    '[left][p][right]hstack=3,split=3[m][t][b];' +
	    `${strip('t', 0, Math.max(2, above))}[top];` +
	    `${strip('b', size - 4, Math.max(2, below))}[end];` +
	    `[top][m][end]vstack=3,` +
	    `crop=${W}:${H}:(iw-${W})/2:${Math.max(0, 2 - above)}` +
	    (more ? ',' + more : '');
}

/* name: [picture, filter, the hint that must come]. */
const CLIPS = {
	good: ['lon_smile_067.jpg', studio(760), 'good'],
	dark: ['lon_smile_067.jpg', studio(760,
	    'lutrgb=r=val*0.22:g=val*0.22:b=val*0.22'), 'dark'],
	'side-lit': ['lon_smile_067.jpg', studio(760, 'format=gbrp,' +
	    ['r', 'g', 'b'].map((c) => `${c}='${c}(X,Y)*` +
		`(1-0.6/(1+exp((X/W-0.5)*30)))'`).join(':')
		.replace(/^/, 'geq=')), 'side'],
	'too far': ['lon_smile_067.jpg', studio(400), 'far'],
	'too close': ['lon_smile_067.jpg', studio(1200), 'close'],
	'off-centre': ['lon_smile_067.jpg', studio(700,
	    'crop=600:800:0:40,scale=720:960'), 'left'],
	'two people': ['vh_stock-models-12.jpg',
	    'crop=853:1137:0:60,scale=720:960', 'many'],
	'busy wall': ['hiv_test1.webp', 'crop=764:1018:0:99,scale=720:960',
	    'busy'],
	tilted: ['lon_smile_067.jpg', studio(760,
	    'rotate=0.22:fillcolor=0xb9bcb9'), 'tilt'],
	turned: ['vh_stock-teen-1.jpg', 'crop=621:828:176:131,' +
	    'rotate=-0.13:fillcolor=0x909090,scale=720:960', 'turn'],
	moved: ['lon_smile_067.jpg', studio(780, `crop=690:920:` +
	    `'15+14*sin(1.1*n)':'20+14*cos(1.1*n)',scale=720:960`), 'still'],
	'shirt like wall': ['vh_stock-emotions-a-3.jpg',
	    'pad=1100:1467:38:187:0x0c0c0c,' +
	    'rotate=-0.09:fillcolor=0x0c0c0c,scale=720:960', 'wall'],
	nobody: ['lon_smile_067.jpg', 'crop=200:260:20:20,scale=720:960',
	    'none']
};

/* Thirty frames, which the fake camera repeats. */
function clip(name, out) {
	const [picture, filter] = CLIPS[name];
	const from = path.join(process.env.GRADPHOTO_SHARED,
	    'data/portraits', picture);
	execFileSync('ffmpeg', ['-v', 'error', '-y', '-loop', '1', '-i', from,
	    '-filter_complex', filter + ',format=yuvj420p', '-c:v', 'mjpeg',
	    '-q:v', '2', '-frames:v', '30', out]);
	return out;
}

function available() {
	return Object.values(CLIPS).every(([picture]) => fs.existsSync(
	    path.join(process.env.GRADPHOTO_SHARED || '', 'data/portraits',
		picture)));
}

module.exports = { CLIPS, clip, available };
