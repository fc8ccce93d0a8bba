/* How large a JPEG says it is. */
#ifndef GP_PACK_PIXELS_H
#define GP_PACK_PIXELS_H

#include <stddef.h>
#include <stdint.h>

/* 1, or 0: no JPEG, or it ends before it says so. */
int pack_pixels(const uint8_t *p, size_t n, int *width, int *height);

#endif
