/*
 * The camera page: live picture, shutter, upload. Whatever fails here, the
 * file input below goes on working, with or without this script. The picture
 * is sent as the camera gives it: never mirrored, turned or made smaller.
 */
'use strict';

(function () {
	var MAX_BYTES = 20 * 1024 * 1024;
	var BLACK_AFTER = 3000;		/* ms without a picture */
	var STILL_TIMEOUT = 4000;	/* takePhoto() may never answer */

	var byId = document.getElementById.bind(document);
	var box = byId('camera');
	var words = box.dataset;
	var video = byId('video');
	var stream = null;
	var facing = 'environment';
	var waiting = null;	/* the picture to send, kept for a retry */
	var sending = false;

	function say(text, wrong) {
		byId('send').hidden = false;
		byId('message').textContent = text;
		byId('message').classList.toggle('gp-error', !!wrong);
	}

	/* The button that most people want now is the coloured one. */
	function uploadIsMain(yes) {
		var list = byId('upload').classList;

		list.toggle('weui-btn_primary', yes);
		list.toggle('weui-btn_default', !yes);
	}

	function quiet() {
		byId('send').hidden = true;
		byId('progress').hidden = true;
		byId('retry').hidden = true;
	}

	/* --- sending ------------------------------------------------------ */

	function failed(text) {
		sending = false;
		byId('progress').hidden = true;
		byId('retry').hidden = !waiting;
		say(text, true);
	}

	function answered(request) {
		var answer = null;

		try {
			answer = JSON.parse(request.responseText);
		} catch (e) {
			/* not ours: a proxy's page */
		}
		if (request.status === 401) {
			location.href = '/login?next=/collect/camera';
		} else if (request.status === 200 && answer && answer.next) {
			location.href = answer.next;
		} else if (answer && answer.message) {
			/* The same picture would be refused again. */
			if (request.status === 413 || request.status === 422)
				waiting = null;
			failed(answer.message);
		} else {
			failed(request.status === 413 ? words.large : words.lost);
		}
	}

	function send(blob) {
		var request = new XMLHttpRequest();
		var bar = byId('progress');

		if (sending)
			return;
		if (blob.size > MAX_BYTES) {
			waiting = null;
			failed(words.large);
			return;
		}
		sending = true;
		waiting = blob;
		byId('retry').hidden = true;
		bar.hidden = false;
		bar.value = 0;
		say(words.sending);
		request.open('POST', '/collect/photo');
		request.setRequestHeader('X-CSRF-Token', words.csrf);
		request.setRequestHeader('Accept', 'application/json');
		/* The server looks at the bytes, not at this. */
		request.setRequestHeader('Content-Type',
			/^image\//.test(blob.type) ? blob.type : 'image/jpeg');
		/* XMLHttpRequest because fetch() can't tell how far it is. */
		request.upload.onprogress = function (event) {
			if (event.lengthComputable)
				bar.value = 100 * event.loaded / event.total;
		};
		request.upload.onload = function () {
			bar.removeAttribute('value');
			say(words.working);
		};
		request.onload = function () { answered(request); };
		request.onerror = function () { failed(words.lost); };
		request.send(blob);
	}

	byId('retry').addEventListener('click', function () {
		if (waiting)
			send(waiting);
	});

	byId('file').addEventListener('submit', function (event) {
		var file = byId('photo').files[0];

		if (!file)
			return;
		event.preventDefault();
		event.stopPropagation();
		send(file);
	});

	/* --- camera ------------------------------------------------------- */

	function stop() {
		if (stream)
			stream.getTracks().forEach(function (t) { t.stop(); });
		stream = null;
		byId('shutter').disabled = true;
	}

	function noCamera(text) {
		stop();
		box.hidden = true;
		uploadIsMain(true);
		say(text, true);
	}

	/* A stream that shows nothing looks like one that works: its frames
	 * are missing, or every pixel is black. */
	function isBlack() {
		var canvas = document.createElement('canvas');
		var context = canvas.getContext('2d');
		var data, i;

		if (!video.videoWidth)
			return true;
		canvas.width = canvas.height = 16;
		context.drawImage(video, 0, 0, 16, 16);
		data = context.getImageData(0, 0, 16, 16).data;
		for (i = 0; i < data.length; i += 4)
			if (data[i] > 8 || data[i + 1] > 8 || data[i + 2] > 8)
				return false;
		return true;
	}

	function watch(watched) {
		setTimeout(function () {
			if (stream === watched && isBlack())
				noCamera(words.black);
		}, BLACK_AFTER);
	}

	function countCameras() {
		if (!navigator.mediaDevices.enumerateDevices)
			return;
		navigator.mediaDevices.enumerateDevices().then(function (all) {
			byId('switch').hidden = all.filter(function (d) {
				return d.kind === 'videoinput';
			}).length < 2;
		}).catch(function () {});
	}

	function started(s) {
		stream = s;
		video.srcObject = s;
		/* WeChat on iOS shows black until play() is called again. */
		Promise.resolve(video.play()).catch(function () {});
		quiet();
		uploadIsMain(false);
		byId('shutter').disabled = false;
		countCameras();
		watch(s);
	}

	function refused(error) {
		if (error.name === 'NotAllowedError' ||
		    error.name === 'SecurityError')
			noCamera(words.denied);
		else if (error.name === 'NotReadableError')
			noCamera(words.busy);
		else
			noCamera(words.missing);
	}

	function start() {
		stop();
		box.hidden = false;
		byId('shot').hidden = true;
		byId('again').hidden = true;
		say(words.starting);
		navigator.mediaDevices.getUserMedia({
			audio: false,
			video: {
				facingMode: { ideal: facing },
				width: { ideal: 2560 },
				height: { ideal: 1920 }
			}
		}).then(started, refused);
	}

	function frame() {
		var canvas = document.createElement('canvas');

		canvas.width = video.videoWidth;
		canvas.height = video.videoHeight;
		canvas.getContext('2d').drawImage(video, 0, 0);
		return new Promise(function (done, fail) {
			canvas.toBlob(function (blob) {
				return blob ? done(blob) : fail(new Error('empty'));
			}, 'image/jpeg', 0.95);
		});
	}

	/* The sensor's own still where the browser gives it, else the frame. */
	function still() {
		var track = stream.getVideoTracks()[0];

		if (!window.ImageCapture)
			return frame();
		return new Promise(function (done, fail) {
			var late = setTimeout(fail, STILL_TIMEOUT);

			new ImageCapture(track).takePhoto().then(function (blob) {
				clearTimeout(late);
				done(blob);
			}, fail);
		}).catch(frame);
	}

	function shown(blob) {
		var shot = byId('shot');

		shot.src = URL.createObjectURL(blob);
		shot.hidden = false;
		byId('again').hidden = false;
		byId('switch').hidden = true;
		stop();
		send(blob);
	}

	byId('shutter').addEventListener('click', function () {
		byId('shutter').disabled = true;
		still().then(shown, function () { noCamera(words.black); });
	});

	byId('again').addEventListener('click', function () {
		if (sending)
			return;
		waiting = null;
		URL.revokeObjectURL(byId('shot').src);
		start();
	});

	byId('switch').addEventListener('click', function () {
		facing = facing === 'environment' ? 'user' : 'environment';
		start();
	});

	/* Back from the preview: the page may be as it was left. */
	window.addEventListener('pageshow', function (event) {
		if (event.persisted) {
			sending = false;
			start();
		}
	});
	window.addEventListener('pagehide', stop);

	if (navigator.mediaDevices && navigator.mediaDevices.getUserMedia)
		start();
	else
		say(words.missing, true);
}());
