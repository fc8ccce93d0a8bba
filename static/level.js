/*
 * A spirit level from the phone's own: the true upright on the screen, counted
 * from its upright. iOS asks the student first, and only after a tap.
 *
 *	level(onAngle)	{ ask } where a tap is needed, else null;
 *	onAngle(degrees): clockwise; null while the phone lies flat
 */
import { browser } from "./advice.js";

const FLAT = 0.8;	/* of gravity along the view: no "up" to speak of */

/* Which way is up on the screen, from the angles of the W3C's order Z-X'-Y'';
 * unlike gamma alone this holds for a phone that stands. */
function angle(event) {
	const rad = Math.PI / 180;
	const beta = event.beta * rad, gamma = event.gamma * rad;
	const x = -Math.cos(beta) * Math.sin(gamma), y = Math.sin(beta);

	if (Math.abs(Math.cos(beta) * Math.cos(gamma)) > FLAT)
		return null;
	const turned = screen.orientation ? screen.orientation.angle :
	    window.orientation || 0;
	const a = Math.atan2(x, y) / rad - turned;

	return ((a + 540) % 360) - 180;
}

export function level(onAngle) {
	const listen = () => window.addEventListener("deviceorientation",
	    (event) => {
		/* Without a sensor there may be one empty event. */
		if (event.beta !== null)
			onAngle(angle(event));
	});

	if (!window.DeviceOrientationEvent)
		return null;
	listen();
	/* Others have the function too, but give the angles unasked. */
	if (!DeviceOrientationEvent.requestPermission ||
	    !/ios/.test(browser()))
		return null;
	return { ask: async () => {
		await DeviceOrientationEvent.requestPermission();
	} };
}
