/*
 * Colour spaces by number, ITU-T H.273: pictures in HEIC and AVIF may name
 * their primaries and transfer so and carry no ICC profile. One is made here,
 * so that everything after decoding knows profiles only.
 */
#include "internal.h"

#include <lcms2.h>

#include <math.h>
#include <stdlib.h>

#define CURVE_POINTS	1024
#define WHITE_NITS	203.0	/* ITU-R BT.2408: graphics white in HDR */

enum { SRGB, GAMMA_22, GAMMA_28, LINEAR, PQ, HLG };

/* Every space here has the white of daylight, D65. */
static const struct {
	int code;
	cmsCIExyYTRIPLE xy;
} spaces[] = {
	{ 1, { { .640, .330, 1 }, { .300, .600, 1 }, { .150, .060, 1 } } },
	{ 9, { { .708, .292, 1 }, { .170, .797, 1 }, { .131, .046, 1 } } },
	{ 12, { { .680, .320, 1 }, { .265, .690, 1 }, { .150, .060, 1 } } },
};

/* The rest, television's camera curves among them, is shown as sRGB is. */
static int curve_kind(int transfer)
{
	switch (transfer) {
	case 4: return GAMMA_22;
	case 5: return GAMMA_28;
	case 8: return LINEAR;
	case 16: return PQ;
	case 18: return HLG;
	default: return SRGB;
	}
}

/* Light in nits of a coded value, on the screen of 1,000 nits that HLG has in
 * mind (ITU-R BT.2100). */
static double nits(int kind, double v)
{
	double p;

	if (kind == PQ) {
		p = pow(v, 1 / 78.84375);
		return 10000 * pow(fmax(p - 0.8359375, 0) /
		    (18.8515625 - 18.6875 * p), 1 / 0.1593017578125);
	}
	p = v <= 0.5 ? v * v / 3 :
	    (exp((v - 0.55991073) / 0.17883277) + 0.28466892) / 12;
	return 1000 * pow(p, 1.2);
}

/* Brighter than white is cut off: highlights, no part of a face. */
static cmsToneCurve *
hdr_curve(int kind)
{
	cmsUInt16Number table[CURVE_POINTS];
	int i;

	for (i = 0; i < CURVE_POINTS; i++)
		table[i] = (cmsUInt16Number)(65535 * fmin(1, nits(kind,
		    i / (CURVE_POINTS - 1.0)) / WHITE_NITS) + 0.5);
	return cmsBuildTabulatedToneCurve16(NULL, CURVE_POINTS, table);
}

static cmsToneCurve *
make_curve(int kind)
{
	static const cmsFloat64Number srgb[] = { 2.4, 1 / 1.055,
	    0.055 / 1.055, 1 / 12.92, 0.04045 };
	static const double gamma[] = { [GAMMA_22] = 2.2, [GAMMA_28] = 2.8,
	    [LINEAR] = 1 };

	if (kind == SRGB)
		return cmsBuildParametricToneCurve(NULL, 4, srgb);
	if (kind == PQ || kind == HLG)
		return hdr_curve(kind);
	return cmsBuildGamma(NULL, gamma[kind]);
}

static int save(cmsHPROFILE p, struct raw *r)
{
	cmsUInt32Number n = 0;
	uint8_t *icc = NULL;
	int e = PHOTO_ENOMEM;

	if (p && cmsSaveProfileToMem(p, NULL, &n))
		icc = malloc(n);
	if (icc && cmsSaveProfileToMem(p, icc, &n))
		e = raw_set_icc(r, icc, n);
	free(icc);
	return e;
}

int icc_from_codes(struct raw *r, int primaries, int transfer)
{
	static const cmsCIExyY d65 = { 0.3127, 0.3290, 1 };
	int kind = curve_kind(transfer), e;
	cmsToneCurve *c, *curves[3];
	cmsHPROFILE p = NULL;
	size_t i = 0;

	while (i < sizeof spaces / sizeof *spaces - 1 &&
	    spaces[i].code != primaries)
		i++;
	if (spaces[i].code != primaries)
		i = 0;
	if (i == 0 && kind == SRGB)
		return PHOTO_OK;
	c = curves[0] = curves[1] = curves[2] = make_curve(kind);
	if (c)
		p = cmsCreateRGBProfile(&d65, &spaces[i].xy, curves);
	e = save(p, r);
	if (p)
		cmsCloseProfile(p);
	if (c)
		cmsFreeToneCurve(c);
	return e;
}
