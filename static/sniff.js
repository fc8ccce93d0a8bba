/*
 * What a file is, by its first bytes and not by its name: the server takes
 * these and refuses the rest, so it is better said before sending.
 */
const BRANDS = /^(heic|heix|heim|heis|mif1|avif)$/;

export async function kind(file) {
	const head = new Uint8Array(
	    await new Response(file.slice(0, 12)).arrayBuffer());
	const text = String.fromCharCode(...head);

	if (text.startsWith("\xff\xd8\xff"))
		return "jpeg";
	if (text.startsWith("\x89PNG\r\n"))
		return "png";
	if (text.startsWith("RIFF") && text.slice(8) === "WEBP")
		return "webp";
	if (text.slice(4, 8) === "ftyp" && BRANDS.test(text.slice(8)))
		return text.slice(8, 10) === "av" ? "avif" : "heic";
	return null;
}
