#!/bin/bash
# gradphoto read-mrz: published specimens whose zone is known (table by file),
# a drawn passport page, and what is no document.
set -u
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
n=0
ok() {
	n=$((n + 1))
	if [ "$2" = "$3" ]; then
		echo "ok $n - $1"
	else
		echo "not ok $n - $1"
		echo "# got:  $2"
		echo "# want: $3"
	fi
}
echo "models_dir = $GRADPHOTO_MODELS" >"$dir/conf"
read_mrz() { "$GP_BUILD/gradphoto" --config "$dir/conf" read-mrz "$@"; }
# The lines of the zone, with / between, or a field's text.
lines() { node -e '
	const m = JSON.parse(require("fs").readFileSync(0));
	console.log((m.lines || []).join("/"));' <"$dir/out"; }
certain() { node -e '
	const m = JSON.parse(require("fs").readFileSync(0));
	console.log(Object.keys(m).filter((k) => m[k].certain).join(" "));' \
	<"$dir/out"; }

# A page of 125 by 88 mm at 11.2 pixels a millimetre, its zone in the typeface,
# size and place of 9303-4.
one='P<CHNZHANG<<XIAOMING<<<<<<<<<<<<<<<<<<<<<<<<'
two='E123456782CHN0301017M3001019<<<<<<<<<<<<<<06'
draw() {
	local font=/usr/share/fonts/opentype/ocr-b/OCRB.otf
	local look="fontfile=$font:fontsize=40:fontcolor=0x202020:x=67"
	ffmpeg -v error -y -f lavfi -i color=0xe6e2d8:s=1400x986 -vf \
	    "drawtext=text='$one':y=800:$look,drawtext=text='$two':y=871:$look,$1" \
	    -frames:v 1 "$dir/page.png"
}
draw null
read_mrz "$dir/page.png" >"$dir/out"
ok 'a passport is read' $? 0
ok 'as it is printed' "$(lines)" "$one/$two"
ok 'what check digits prove is certain' "$(certain)" \
    'country number nationality birth expiry'
for way in 'rotate=0.05:fillcolor=gray' transpose=1 transpose=2 hflip,vflip \
    'scale=900:-1' 'gblur=1,noise=alls=10'; do
	draw "$way"
	read_mrz "$dir/page.png" >"$dir/out"
	ok "and after $way" "$(lines)" "$one/$two"
done

echo text >"$dir/text.jpg"
read_mrz "$dir/text.jpg" >"$dir/out" 2>/dev/null
ok 'no picture is not readable' $? 3
ffmpeg -v error -y -f lavfi -i color=gray:s=800x600 -frames:v 1 \
    "$dir/grey.png"
read_mrz "$dir/grey.png" >"$dir/out"
ok 'a picture without a zone is refused' $? 1
ok 'and says so' "$(grep -c '"none"' "$dir/out")" 1

# The truths of the manifest; where it gives none, as printed on the page.
while IFS=$'\t' read -r file want; do
	f=$GRADPHOTO_SHARED/data/documents/$file
	[ -e "$f" ] || continue
	read_mrz "$f" >"$dir/out"
	ok "$file" "$(lines)" "$want"
	echo "# $file: certain $(certain)"
done <<'END'
mrz_id_cards_Latvia.png	I<LVAPA99929216121282<88882<<</8212122M1703054LVA<<<<<<<<<<<0/PARAUDZINS<<ANDRIS<<<<<<<<<<<<
mrz_id_cards_Liechtenstein.png	IDLIEID98754015<<<<<<<<<<<<<<</8205122F1906224LIE<<<<<<<<<<<6/OSPELTBECK<<MARISA<<<<<<<<<<<<
mrz_id_cards_Lithuania.png	I<LTU11810187<346411231034<<<</6411231F1901012LTU<<<<<<<<<<<9/BASANAVICIENE<<BIRUTE<<<<<<<<<
mrz_id_cards_Spain.png	IDESPBAA000589599999999R<<<<<</8001014F2501017ESP<<<<<<<<<<<7/ESPANOLA<ESPANOLA<<CARMEN<<<<<
mrz_passports_Canada.png	P<CANMARTIN<<SARAH<<<<<<<<<<<<<<<<<<<<<<<<<</ZE000509<9CAN8501019F2301147<<<<<<<<<<<<<<08
mrz_passports_China.png	P<TWNLIN<<MEI<HUA<<<<<<<<<<<<<<<<<<<<<<<<<<</0000000000TWN7601015F1404018A234567893<<<<18
mrz_passports_ICAO_Example.png	P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<</L898902C36UTO7408122F1204159ZE184226B<<<<<10
mrz_passports_Iceland.png	PAISLAEVARSDOTTIR<<THURIDUR<OESP<<<<<<<<<<<</A2040611<0ISL1212123F1106297121212<1239<<<66
mrz_visas_MRVB_ICAO_Example.png	V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<</L8988901C4XXX4009078F9612109<<<<<<<<
pe_0_pass-lva.jpg	PALVAMOHAMADA<<FARIDA<<<<<<<<<<<<<<<<<<<<<<</LT00000004XXC8605102F1210314111111<11648<<86
pe_100_pass-chn.jpg	P<TWNLIN<<MEI<HUA<<<<<<<<<<<<<<<<<<<<<<<<<<</0000000000TWN7601015F1404018A234567893<<<<18
pe_100_pass-cze.jpg	P<CZESPECIMEN<<VZOR<<<<<<<<<<<<<<<<<<<<<<<<</99003853<1CZE1101018M1207046110101111<<<<<94
pe_100_pass-fin.png	P<FINVIRTANEN<<MARIA<OLIVIA<<<<<<<<<<<<<<<<</XP82716024FIN7112214F1108213211271<426U<<<04
pe_100_pass-isl.png	P<ISLAEVARSDOTTIR<<THURIDUR<OESP<<<<<<<<<<<</A0000000<0ISL6612315F0905264311266<9539<<<32
pe_100_pass-uto.jpg	P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<</L898902C36UTO7408122F1204159ZE184226B<<<<<10
pe_100_visa-polx.jpg	VCPOLKOWALSKA<KWIATKOWSKA<<BEATA<<<</PL00000008POL6002084F0505011<<<<<<<0
pe_25_pass-uto.jpg	P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<</L898902C36UTO7408122F1204159ZE184226B<<<<<10
pe_79_pass-hun.png	P<HUNHANDRA<<ROZALIA<IRMA<<<<<<<<<<<<<<<<<<</BD00020282HUN7802225F2203012<<<<<<<<<<<<<<06
pe_passport-td2.jpg	I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<</D231458907UTO7408122F1204159<<<<<<<6
pe_passport-td3.png	P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<</L898902C36UTO7408122F1204159ZE184226B<<<<<10
END
[ -d "$GRADPHOTO_SHARED/data/documents" ] ||
    echo "# the shared documents are not there: their table was left out"
echo "1..$n"
