#!/bin/bash
# Draws the page of an invented passport: 125 by 88 mm at 11.2 pixels a
# millimetre, its machine readable zone as 9303-4 has it, check digits right.
# usage: passport.sh OUT COUNTRY SURNAME GIVEN NUMBER BIRTH SEX EXPIRY [FILTER]
#   dates YYMMDD; FILTER: of ffmpeg, to spoil it
set -eu
out=$1 country=$2 surname=$3 given=$4 number=$5 birth=$6 sex=$7 expiry=$8
spoil=${9:-null}

digit() {
	local s=$1 weights=(7 3 1) sum=0 i c value
	for ((i = 0; i < ${#s}; i++)); do
		c=${s:i:1}
		case $c in
		'<') value=0 ;;
		[0-9]) value=$c ;;
		*)	printf -v value %d "'$c"
			value=$((value - 55)) ;;
		esac
		sum=$((sum + value * ${weights[i % 3]}))
	done
	echo $((sum % 10))
}

pad() {
	local s=$1
	while [ ${#s} -lt "$2" ]; do s+='<'; done
	echo "$s"
}

one=$(pad "P<$country${surname// /<}<<${given// /<}" 44)
number=$(pad "$number" 9)
number+=$(digit "$number") birth+=$(digit "$birth") expiry+=$(digit "$expiry")
optional=$(pad '' 14)0
two=$number$country$birth$sex$expiry$optional
two+=$(digit "$number$birth$expiry$optional")
look=fontfile=/usr/share/fonts/opentype/ocr-b/OCRB.otf
look+=:fontsize=40:fontcolor=0x202020:x=67
ffmpeg -v error -y -f lavfi -i color=0xe6e2d8:s=1400x986 -vf \
    "drawtext=text='$one':y=800:$look,drawtext=text='$two':y=871:$look,$spoil" \
    -frames:v 1 -q:v 3 "$out"
