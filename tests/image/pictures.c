/* Pictures for the tests of lib/image: see pictures.h. */
#include "pictures.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <lcms2.h>
#include <libheif/heif.h>
#include <png.h>
#include <webp/encode.h>

/* The encoders of libheif leak on their own account. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:libx265\nleak:libdav1d\nleak:libaom\n";
}

static void need(int ok, const char *what)
{
	if (ok)
		return;
	fprintf(stderr, "pictures: %s\n", what);
	abort();
}

static struct photo_image *blank(int width, int height)
{
	struct photo_image *im = NULL;

	need(photo_image_new(width, height, &im) == PHOTO_OK, "no memory");
	return im;
}

struct photo_image *scene(int width, int height)
{
	static const uint8_t quarter[4][3] = {
		{ 220, 30, 30 }, { 30, 200, 30 }, { 30, 30, 220 },
		{ 230, 220, 30 }
	};
	struct photo_image *im = blank(width, height);
	int x, y;

	for (y = 0; y < height; y++)
		for (x = 0; x < width; x++)
			memcpy(im->rgb + ((size_t)y * (size_t)width +
			    (size_t)x) * 3, quarter[(y >= height / 2) * 2 +
			    (x >= width / 2)], 3);
	return im;
}

struct photo_image *flat(int width, int height, const uint8_t colour[3])
{
	struct photo_image *im = blank(width, height);
	size_t i;

	for (i = 0; i < (size_t)width * (size_t)height; i++)
		memcpy(im->rgb + i * 3, colour, 3);
	return im;
}

/* Straight from the EXIF table: what row 0 and column 0 of the stored
 * picture show. 6: row 0 is the visual right, column 0 the visual top. */
struct photo_image *stored(const struct photo_image *up, int o)
{
	int w = o >= 5 ? up->height : up->width;
	int h = o >= 5 ? up->width : up->height;
	struct photo_image *im = blank(w, h);
	int row, col, x, y;

	for (row = 0; row < h; row++)
		for (col = 0; col < w; col++) {
			x = o >= 5 ? row : col;
			y = o >= 5 ? col : row;
			if (o == 2 || o == 3 || o == 6 || o == 7)
				x = up->width - 1 - x;
			if (o == 3 || o == 4 || o == 7 || o == 8)
				y = up->height - 1 - y;
			memcpy(im->rgb + (row * w + col) * 3,
			    up->rgb + (y * up->width + x) * 3, 3);
		}
	return im;
}

static void write_exif(j_compress_ptr j, const struct jpeg_options *o)
{
	uint8_t exif[6 + 8 + 2 + 2 * 12 + 4] = "Exif\0\0MM\0*\0\0\0\x08";
	uint8_t *p = exif + 14;

	p[1] = 2;				/* entries */
	memcpy(p + 2, "\x01\x12\0\x03\0\0\0\x01\0", 9);
	p[11] = (uint8_t)o->orientation;
	memcpy(p + 14, o->gps ? "\x88\x25" : "\x01\x28", 2);
	p[17] = 4;
	p[21] = 1;
	jpeg_write_marker(j, JPEG_APP0 + 1, exif, sizeof exif);
}

/* DC first, then single AC coefficients of the first component, each once. */
static jpeg_scan_info *many_scans(j_compress_ptr j, int n)
{
	jpeg_scan_info *s = calloc((size_t)n, sizeof *s);
	int i;

	need(s && n <= 64, "scans");
	s[0].comps_in_scan = j->num_components;
	for (i = 0; i < j->num_components; i++)
		s[0].component_index[i] = i;
	for (i = 1; i < n; i++) {
		s[i].comps_in_scan = 1;
		s[i].Ss = s[i].Se = i;
	}
	return s;
}

/* ink: 255 where a high value is much of it */
static void write_rows(j_compress_ptr j, const struct photo_image *im,
    uint8_t ink)
{
	int c, n = j->input_components;
	uint8_t *row = malloc((size_t)im->width * 4);
	int x, y;

	need(row != NULL, "no memory");
	for (y = 0; y < im->height; y++) {
		const uint8_t *p = im->rgb + (size_t)y *
		    (size_t)im->width * 3;

		for (x = 0; x < im->width; x++, p += 3)
			for (c = 0; c < n; c++)
				row[x * n + c] = ink ^ (c == 3 ? 255 : p[c]);
		jpeg_write_scanlines(j, &row, 1);
	}
	free(row);
}

struct bytes jpeg_of(const struct photo_image *im, const struct jpeg_options *o)
{
	static const J_COLOR_SPACE space[] = {
		[1] = JCS_GRAYSCALE, [3] = JCS_RGB, [4] = JCS_CMYK
	};
	static const char xmp[] = "http://ns.adobe.com/xap/1.0/\0"
	    "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF "
	    "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
	    "<rdf:Description xmlns:exif='http://ns.adobe.com/exif/1.0/' "
	    "exif:GPSLatitude='31,14.5N'/></rdf:RDF></x:xmpmeta>";
	struct jpeg_compress_struct j;
	struct jpeg_error_mgr err;
	struct bytes b = { NULL, 0 };
	unsigned long n = 0;
	jpeg_scan_info *scans = NULL;

	j.err = jpeg_std_error(&err);
	jpeg_create_compress(&j);
	jpeg_mem_dest(&j, &b.p, &n);
	j.image_width = (JDIMENSION)im->width;
	j.image_height = (JDIMENSION)im->height;
	j.input_components = o->components ? o->components : 3;
	j.in_color_space = space[j.input_components];
	jpeg_set_defaults(&j);
	if (o->ycck)
		jpeg_set_colorspace(&j, JCS_YCCK);
	j.write_Adobe_marker = j.write_Adobe_marker && !o->not_adobe;
	jpeg_set_quality(&j, o->quality ? o->quality : 90, TRUE);
	j.arith_code = o->arithmetic;
	if (o->progressive)
		jpeg_simple_progression(&j);
	if (o->scans > 0) {
		j.scan_info = scans = many_scans(&j, o->scans);
		j.num_scans = o->scans;
	}
	jpeg_start_compress(&j, TRUE);
	if (o->orientation)
		write_exif(&j, o);
	if (o->xmp)
		jpeg_write_marker(&j, JPEG_APP0 + 1, (const JOCTET *)xmp,
		    sizeof xmp);
	if (o->icc.p)
		jpeg_write_icc_profile(&j, o->icc.p, (unsigned)o->icc.n);
	write_rows(&j, im, o->not_adobe ? 255 : 0);
	jpeg_finish_compress(&j);
	jpeg_destroy_compress(&j);
	free(scans);
	b.n = n;
	return b;
}

static void on_png(png_structp png, png_bytep p, size_t n)
{
	struct bytes *b = png_get_io_ptr(png);

	b->p = realloc(b->p, b->n + n);
	need(b->p != NULL, "no memory");
	memcpy(b->p + b->n, p, n);
	b->n += n;
}

/* The palette's index is the top two bits of each colour. */
static void write_palette(png_structp png, png_infop info)
{
	png_color pal[64];
	int i;

	for (i = 0; i < 64; i++) {
		pal[i].red = (png_byte)((i >> 4) * 85);
		pal[i].green = (png_byte)((i >> 2 & 3) * 85);
		pal[i].blue = (png_byte)((i & 3) * 85);
	}
	png_set_PLTE(png, info, pal, 64);
}

static void fill_row(uint8_t *row, const uint8_t *p, int width, int depth,
    int alpha, int palette)
{
	int x, c, channels = alpha < 0 ? 3 : 4;

	for (x = 0; x < width; x++, p += 3) {
		if (palette) {
			*row++ = (uint8_t)((p[0] >> 6) << 4 |
			    (p[1] >> 6) << 2 | p[2] >> 6);
			continue;
		}
		for (c = 0; c < channels; c++) {
			*row++ = c == 3 ? (uint8_t)alpha : p[c];
			if (depth == 16)
				*row++ = 0x55;	/* must not be seen */
		}
	}
}

struct bytes png_of(const struct photo_image *im, int depth, int alpha,
    int interlaced, int palette)
{
	struct bytes b = { NULL, 0 };
	png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING,
	    NULL, NULL, NULL);
	png_infop info = png_create_info_struct(png);
	uint8_t *row = malloc((size_t)im->width * 8);
	int pass, passes, y;

	need(png && info && row, "png");
	png_set_write_fn(png, &b, on_png, NULL);
	png_set_IHDR(png, info, (png_uint_32)im->width,
	    (png_uint_32)im->height, depth,
	    palette ? PNG_COLOR_TYPE_PALETTE : alpha < 0 ?
	    PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_RGB_ALPHA,
	    interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
	    PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
	if (palette)
		write_palette(png, info);
	png_write_info(png, info);
	passes = png_set_interlace_handling(png);
	for (pass = 0; pass < passes; pass++)
		for (y = 0; y < im->height; y++) {
			fill_row(row, im->rgb + (size_t)y *
			    (size_t)im->width * 3, im->width, depth, alpha,
			    palette);
			png_write_row(png, row);
		}
	png_write_end(png, NULL);
	png_destroy_write_struct(&png, &info);
	free(row);
	return b;
}

struct bytes png_grey_of(const struct photo_image *im)
{
	struct bytes b = { NULL, 0 };
	png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING,
	    NULL, NULL, NULL);
	png_infop info = png_create_info_struct(png);
	uint8_t *row = malloc((size_t)im->width);
	int x, y;

	need(png && info && row, "png");
	png_set_write_fn(png, &b, on_png, NULL);
	png_set_IHDR(png, info, (png_uint_32)im->width,
	    (png_uint_32)im->height, 8, PNG_COLOR_TYPE_GRAY,
	    PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
	    PNG_FILTER_TYPE_DEFAULT);
	png_write_info(png, info);
	for (y = 0; y < im->height; y++) {
		for (x = 0; x < im->width; x++)
			row[x] = im->rgb[3 * (y * im->width + x) + 1];
		png_write_row(png, row);
	}
	png_write_end(png, NULL);
	png_destroy_write_struct(&png, &info);
	free(row);
	return b;
}

struct bytes webp_of(const struct photo_image *im, int alpha)
{
	size_t i, n = (size_t)im->width * (size_t)im->height;
	uint8_t *rgba = malloc(n * 4), *p = NULL;
	struct bytes b = { NULL, 0 };

	need(rgba != NULL, "no memory");
	for (i = 0; i < n; i++) {
		memcpy(rgba + i * 4, im->rgb + i * 3, 3);
		rgba[i * 4 + 3] = (uint8_t)alpha;
	}
	b.n = WebPEncodeLosslessRGBA(rgba, im->width, im->height,
	    im->width * 4, &p);
	need(b.n > 0, "webp");
	b.p = malloc(b.n);
	need(b.p != NULL, "no memory");
	memcpy(b.p, p, b.n);
	WebPFree(p);
	free(rgba);
	return b;
}

static struct heif_error on_heif(struct heif_context *ctx, const void *p,
    size_t n, void *to)
{
	struct heif_error ok = { heif_error_Ok, heif_suberror_Unspecified,
	    "" };
	struct bytes *b = to;

	(void)ctx;
	b->p = malloc(n);
	need(b->p != NULL, "no memory");
	memcpy(b->p, p, n);
	b->n = n;
	return ok;
}

static struct heif_image *heif_image_of(const struct photo_image *im)
{
	struct heif_image *h = NULL;
	uint8_t *p;
	int stride, y;

	heif_image_create(im->width, im->height, heif_colorspace_RGB,
	    heif_chroma_interleaved_RGB, &h);
	heif_image_add_plane(h, heif_channel_interleaved, im->width,
	    im->height, 8);
	p = heif_image_get_plane(h, heif_channel_interleaved, &stride);
	need(p != NULL, "heif image");
	for (y = 0; y < im->height; y++)
		memcpy(p + (ptrdiff_t)y * stride, im->rgb + (size_t)y *
		    (size_t)im->width * 3, (size_t)im->width * 3);
	return h;
}

/* Colour of the coded picture, and how it is turned when shown. */
static struct heif_encoding_options *heif_options_of(
    const struct heif_options *o, struct heif_image *h)
{
	struct heif_encoding_options *e = heif_encoding_options_alloc();
	struct heif_color_profile_nclx *n = heif_nclx_color_profile_alloc();

	need(e && n, "no memory");
	e->macOS_compatibility_workaround_no_nclx_profile = 0;
	if (o->primaries) {
		heif_nclx_color_profile_set_color_primaries(n,
		    (uint16_t)o->primaries);
		heif_nclx_color_profile_set_transfer_characteristics(n,
		    (uint16_t)o->transfer);
		heif_image_set_nclx_color_profile(h, n);
	}
	if (o->icc.p)
		heif_image_set_raw_color_profile(h, "prof", o->icc.p,
		    o->icc.n);
	if (o->orientation)
		e->image_orientation = (enum heif_orientation)o->orientation;
	heif_nclx_color_profile_free(n);
	return e;
}

struct bytes heif_of(const struct photo_image *im, enum photo_format f,
    const struct heif_options *o)
{
	static const struct heif_options plain;
	uint8_t exif[] = "Exif\0\0MM\0*\0\0\0\x08\0\1\x01\x12\0\3\0\0\0\1"
	    "\0\0\0\0\0\0\0\0";
	struct bytes b = { NULL, 0 };
	struct heif_context *ctx = heif_context_alloc();
	struct heif_writer writer = { 1, on_heif };
	struct heif_encoding_options *how = NULL;
	struct heif_image_handle *handle = NULL;
	struct heif_encoder *enc = NULL;
	struct heif_image *h = NULL;

	o = o ? o : &plain;
	heif_context_get_encoder_for_format(ctx, f == PHOTO_AVIF ?
	    heif_compression_AV1 : heif_compression_HEVC, &enc);
	if (enc) {
		h = heif_image_of(im);
		how = heif_options_of(o, h);
		heif_encoder_set_lossy_quality(enc, 90);
		heif_context_encode_image(ctx, h, enc, how, &handle);
		exif[25] = (uint8_t)o->exif_orientation;
		if (o->exif_orientation)
			heif_context_add_exif_metadata(ctx, handle, exif,
			    sizeof exif - 1);
		heif_context_write(ctx, &writer, &b);
		heif_encoding_options_free(how);
		heif_image_handle_release(handle);
		heif_image_release(h);
		heif_encoder_release(enc);
	}
	heif_context_free(ctx);
	return b;
}

static struct bytes icc_of(cmsCIExyYTRIPLE space, cmsToneCurve *t)
{
	cmsCIExyY white = { 0.3127, 0.3290, 1 };
	cmsToneCurve *curves[3] = { t, t, t };
	cmsHPROFILE icc = cmsCreateRGBProfile(&white, &space, curves);
	cmsUInt32Number n = 0;
	struct bytes b = { NULL, 0 };

	need(cmsSaveProfileToMem(icc, NULL, &n), "icc");
	b.p = malloc(n);
	need(b.p && cmsSaveProfileToMem(icc, b.p, &n), "icc");
	b.n = n;
	cmsCloseProfile(icc);
	cmsFreeToneCurve(t);
	return b;
}

struct bytes icc_display_p3(void)
{
	cmsCIExyYTRIPLE p3 = { { 0.680, 0.320, 1 }, { 0.265, 0.690, 1 },
	    { 0.150, 0.060, 1 } };
	double srgb[] = { 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045 };

	return icc_of(p3, cmsBuildParametricToneCurve(NULL, 4, srgb));
}

struct bytes icc_adobe_rgb(void)
{
	cmsCIExyYTRIPLE adobe = { { 0.64, 0.33, 1 }, { 0.21, 0.71, 1 },
	    { 0.15, 0.06, 1 } };

	return icc_of(adobe, cmsBuildGamma(NULL, 2.19921875));
}
