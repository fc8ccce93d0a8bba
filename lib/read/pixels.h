/* Pictures for the networks: turned and scaled parts of a picture. */
#ifndef GP_READ_PIXELS_H
#define GP_READ_PIXELS_H

#include "ocr.h"

/*
 * The part of the picture that the box shows, as width x height samples in
 * three planes, blue, green, red (what PP-OCR was taught), each `stride`
 * floats a row and value * scale[c] + bias[c]. Beyond the picture its edge
 * goes on.
 */
struct pixels_norm {
	float scale[3], bias[3];
};

void pixels_sample(const struct photo_image *im, const struct ocr_box *box,
    int width, int height, int stride, const struct pixels_norm *norm,
    float *out);

#endif
