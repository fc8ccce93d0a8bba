/*
 * The two pixel containers of the photo core, and the names of its error and
 * format codes.
 */
#include "photo.h"

#include <stdlib.h>

/* Neither side of a picture that passed the limits is longer than this. */
#define MAX_SIDE ((int)(PHOTO_MAX_PIXELS / PHOTO_MIN_SIDE))

static int size_ok(int width, int height)
{
	return width > 0 && height > 0 && width <= MAX_SIDE &&
	    height <= MAX_SIDE &&
	    (unsigned)width <= PHOTO_MAX_PIXELS / (unsigned)height;
}

int photo_image_new(int width, int height, struct photo_image **out)
{
	struct photo_image *im;

	if (!size_ok(width, height))
		return PHOTO_ETOOBIG;
	im = malloc(sizeof *im);
	if (!im)
		return PHOTO_ENOMEM;
	im->width = width;
	im->height = height;
	im->half = NULL;
	im->rgb = calloc((size_t)width * (size_t)height, 3);
	if (!im->rgb) {
		free(im);
		return PHOTO_ENOMEM;
	}
	*out = im;
	return PHOTO_OK;
}

void photo_image_free(struct photo_image *im)
{
	if (!im)
		return;
	photo_image_free(im->half);
	free(im->rgb);
	free(im);
}

int photo_matte_new(int width, int height, struct photo_matte **out)
{
	struct photo_matte *m;

	if (!size_ok(width, height))
		return PHOTO_ETOOBIG;
	m = malloc(sizeof *m);
	if (!m)
		return PHOTO_ENOMEM;
	m->width = width;
	m->height = height;
	m->alpha = calloc((size_t)width * (size_t)height, 1);
	if (!m->alpha) {
		free(m);
		return PHOTO_ENOMEM;
	}
	*out = m;
	return PHOTO_OK;
}

void photo_matte_free(struct photo_matte *m)
{
	if (!m)
		return;
	free(m->alpha);
	free(m);
}

const char *photo_err_name(enum photo_err e)
{
	switch (e) {
	case PHOTO_OK: return "ok";
	case PHOTO_EFORMAT: return "format";
	case PHOTO_EDAMAGED: return "damaged";
	case PHOTO_ETOOBIG: return "too_big";
	case PHOTO_ETOOSMALL: return "too_small";
	case PHOTO_ENOMEM: return "no_memory";
	case PHOTO_EMODEL: return "model";
	case PHOTO_EPROFILE: return "profile";
	case PHOTO_EENCODE: return "encode";
	}
	return "unknown";
}

const char *photo_format_name(enum photo_format f)
{
	switch (f) {
	case PHOTO_UNKNOWN: return "unknown";
	case PHOTO_JPEG: return "jpeg";
	case PHOTO_PNG: return "png";
	case PHOTO_WEBP: return "webp";
	case PHOTO_HEIC: return "heic";
	case PHOTO_AVIF: return "avif";
	}
	return "unknown";
}
