/*
 * Colour to sRGB by the file's profile (Little CMS). A profile that is broken
 * or does not fit the pixels is treated as absent: browsers do the same, and
 * the picture is still a good picture.
 */
#include "internal.h"

#include <lcms2.h>

#include <stdlib.h>
#include <string.h>

/* The colour space a profile must have, and lcms's name for our samples. */
static const struct {
	cmsColorSpaceSignature space;
	cmsUInt32Number format;
} kinds[] = {
	[RAW_GREY] = { cmsSigGrayData, TYPE_GRAY_8 },
	[RAW_RGB] = { cmsSigRgbData, TYPE_RGB_8 },
	[RAW_RGBA] = { cmsSigRgbData, TYPE_RGBA_8 },
	[RAW_CMYK] = { cmsSigCmykData, TYPE_CMYK_8 },
	[RAW_CMYK_INVERTED] = { cmsSigCmykData, TYPE_CMYK_8_REV },
};

/* NULL where the profile is absent, unusable or not for this kind. */
static cmsHTRANSFORM
make_transform(const struct raw *r)
{
	cmsHPROFILE in = NULL, srgb = NULL;
	cmsHTRANSFORM t = NULL;

	if (r->icc)
		in = cmsOpenProfileFromMem(r->icc,
		    (cmsUInt32Number)r->icc_len);
	/* Floating point pipelines (DToB) may be of any length: a small file
	 * could ask for hours, and cameras do not write them. */
	if (in && cmsGetColorSpace(in) == kinds[r->kind].space &&
	    !cmsIsTag(in, cmsSigDToB0Tag))
		srgb = cmsCreate_sRGBProfile();
	if (srgb)
		t = cmsCreateTransform(in, kinds[r->kind].format, srgb,
		    TYPE_RGB_8, INTENT_PERCEPTUAL, 0);
	if (srgb)
		cmsCloseProfile(srgb);
	if (in)
		cmsCloseProfile(in);
	return t;
}

/* Most RGB profiles in phone pictures are sRGB under one of many names. A
 * lattice of colours tells, and saves some 10 ns a pixel. */
static int is_identity(cmsHTRANSFORM t)
{
	uint8_t in[3 * 216], out[3 * 216];
	int i;

	for (i = 0; i < 216; i++) {
		in[3 * i] = (uint8_t)(i % 6 * 51);
		in[3 * i + 1] = (uint8_t)(i / 6 % 6 * 51);
		in[3 * i + 2] = (uint8_t)(i / 36 * 51);
	}
	cmsDoTransform(t, in, out, 216);
	for (i = 0; i < 3 * 216; i++)
		if (abs(in[i] - out[i]) > 1)
			return 0;
	return 1;
}

/* Without a profile: grey is sRGB grey, and ink is light taken away. */
static void plain(const struct raw *r, uint8_t *out)
{
	size_t i, n = (size_t)r->width * (size_t)r->height;
	const uint8_t *in = r->px;
	int flip = r->kind == RAW_CMYK ? 255 : 0;
	int c;

	if (r->kind == RAW_GREY) {
		for (i = 0; i < n; i++, out += 3)
			memset(out, in[i], 3);
		return;
	}
	for (i = 0; i < n; i++, in += 4, out += 3)
		for (c = 0; c < 3; c++)
			out[c] = (uint8_t)(((in[c] ^ flip) *
			    (in[3] ^ flip) + 127) / 255);
}

static void convert(struct raw *r, cmsHTRANSFORM t, uint8_t *out)
{
	size_t in_row = (size_t)r->width * (size_t)raw_channels(r->kind);
	size_t out_row = (size_t)r->width * 3;
	int y;

	for (y = 0; y < r->height; y++)
		cmsDoTransform(t, r->px + (size_t)y * in_row,
		    out + (size_t)y * out_row, (cmsUInt32Number)r->width);
}

int icc_to_srgb(struct raw *r)
{
	cmsHTRANSFORM t = make_transform(r);
	uint8_t *out;
	int e = PHOTO_OK;

	if (r->kind == RAW_RGB) {
		if (t && !is_identity(t))
			convert(r, t, r->px);
		goto out;
	}
	out = malloc((size_t)r->width * (size_t)r->height * 3);
	if (!out) {
		e = PHOTO_ENOMEM;
		goto out;
	}
	if (t)
		convert(r, t, out);
	else
		plain(r, out);
	free(r->px);
	r->px = out;
	r->kind = RAW_RGB;
out:
	if (t)
		cmsDeleteTransform(t);
	return e;
}
