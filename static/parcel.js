/*
 * Several files as one zip, stored and not compressed, made in the browser: a
 * Blob that points at the files and takes no memory of their size.
 */
const TABLE = new Uint32Array(256).map((_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n;
});

async function crc32(file) {
  let c = 0xffffffff;
  for (const reader = file.stream().getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) return (c ^ 0xffffffff) >>> 0;
    for (const b of value) c = TABLE[(c ^ b) & 255] ^ (c >>> 8);
  }
}

/* Little-endian fields: [bytes, value]. */
function record(...fields) {
  const view = new DataView(new ArrayBuffer(
    fields.reduce((sum, [bytes]) => sum + bytes, 0)));
  let at = 0;
  for (const [bytes, value] of fields) {
    if (bytes === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += bytes;
  }
  return view.buffer;
}

/* PKWARE's APPNOTE 4.3; bit 11 of the flags: names are UTF-8. */
export async function parcel(files, tell) {
  const parts = [];
  const central = [];
  let at = 0;
  for (const [i, file] of [...files].entries()) {
    const name = new TextEncoder().encode(file.name);
    const same = [[2, 20], [2, 1 << 11], [2, 0], [2, 0], [2, 0x21],
      [4, await crc32(file)], [4, file.size], [4, file.size],
      [2, name.length], [2, 0]];
    parts.push(record([4, 0x04034b50], ...same), name, file);
    central.push(record([4, 0x02014b50], [2, 20], ...same, [2, 0], [2, 0],
      [2, 0], [4, 0], [4, at]), name);
    at += 30 + name.length + file.size;
    if (at >= 0xffffffff) throw new RangeError('4 GB');
    tell((i + 1) / files.length);
  }
  const size = central.reduce((sum, p) => sum + p.byteLength, 0);
  return new File([...parts, ...central, record([4, 0x06054b50], [2, 0],
    [2, 0], [2, files.length], [2, files.length], [4, size], [4, at],
    [2, 0])], `${files.length}.zip`, { type: 'application/zip' });
}
