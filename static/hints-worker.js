/*
 * Looks at the viewfinder beside the page: { load: address } fetches the face
 * detector; { image, part, said, paint } is answered with what eye() sees in
 * that part of the image.
 */
import { eye } from "./hints-eye.js";
import { WIDTH, HEIGHT } from "./measure.js";

const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
const context = canvas.getContext("2d", { willReadFrequently: true });
const e = eye();

self.onmessage = ({ data }) => {
	if (data.load) {
		/* Without it the hints go on without faces. */
		e.load(data.load).catch(() => {});
		return;
	}
	context.drawImage(data.image, ...data.part, 0, 0, WIDTH, HEIGHT);
	data.image.close();
	self.postMessage(e.look(context.getImageData(0, 0, WIDTH, HEIGHT).data,
	    data.said, data.paint));
};

self.postMessage("ready");
