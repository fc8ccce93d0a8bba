#!/bin/bash
# docs/screenshot.png: three pages as `GRADPHOTO_SHARED= ./dev check browser`
# left them, on NASA's picture of an astronaut (public domain).
set -eu
cd "$(dirname "$0")/.."
in=.dev/build/screenshots
phone='crop=780:1688:0:0,scale=390:-1'
ffmpeg -v error -y -i $in/zh-home.png -i $in/zh-camera.png \
    -i $in/zh-preview.png -filter_complex "
	[0]pad=780:max(ih\,1688):0:0:0xf2f4f8,$phone[a];
	[1]pad=780:max(ih\,1688):0:0:0xf2f4f8,$phone[b];
	[2]pad=780:max(ih\,1688):0:0:0xf2f4f8,$phone[c];
	[a][b][c]hstack=3,split[x][y];[x]palettegen=200[p];[y][p]paletteuse" \
    docs/screenshot.png
