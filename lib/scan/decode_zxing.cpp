/*
 * zxing-cpp behind decoder.h: slower than zbar, reads worse pictures, and
 * mirrored ones. Nothing of C++ comes out of this file, exceptions included.
 */
#include "decoder.h"

#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>

static void tell(const ZXing::Result &r, struct sink *sink)
{
	const auto &bytes = r.bytes();
	std::string text = r.text();
	struct decoded d = { reinterpret_cast<const char *>(bytes.data()),
		bytes.size(), r.hasECI() ? text.c_str() : nullptr, {} };

	for (int i = 0; i < 4; i++) {
		d.at[2 * i] = r.position()[i].x;
		d.at[2 * i + 1] = r.position()[i].y;
	}
	if (r.isValid() && d.n > 0)
		sink->take(sink, &d);
}

/* Sizes are the caller's business: no looking again at smaller ones. */
static ZXing::DecodeHints hints(int global)
{
	return ZXing::DecodeHints()
	    .setFormats(ZXing::BarcodeFormat::QRCode)
	    .setTryDownscale(false)
	    .setTryRotate(false)
	    .setBinarizer(global ? ZXing::Binarizer::GlobalHistogram :
	    ZXing::Binarizer::LocalAverage);
}

int decode_zxing(const struct grey *g, int global, struct sink *sink)
{
	try {
		ZXing::ImageView view(g->p, g->width, g->height,
		    ZXing::ImageFormat::Lum);

		for (const auto &r : ZXing::ReadBarcodes(view, hints(global)))
			tell(r, sink);
		return 1;
	} catch (...) {
		return 0;
	}
}
