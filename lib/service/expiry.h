/* When certificates end, so that somebody knows before their day. */
#ifndef GP_SERVICE_EXPIRY_H
#define GP_SERVICE_EXPIRY_H

#include "lib/base/err.h"

#include <stdint.h>

/* The first end of the certificates of a PEM file. ERR_NOTFOUND: the file
 * can't be read; ERR_INPUT: it holds none (a bare key has no end). */
enum err expiry_of(const char *path, int64_t *at);

#endif
