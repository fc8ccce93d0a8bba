/*
 * The matting Laplacian (Levin, Lischinski, Weiss 2008) on a part of the
 * picture, with a wish for each pixel: which alpha, and how sure of it.
 */
#ifndef GP_IMAGE_LAPLACIAN_H
#define GP_IMAGE_LAPLACIAN_H

#include "photo.h"
#include "plane.h"

/*
 * Finds the alpha in which every 3 x 3 window that touches an open pixel is
 * as nearly as possible a line of the colours, while each open pixel i stays
 * near wish[i] as firmly as firm[i] says. Pixels that are not open keep the
 * alpha that they have, which those beside them lean on; alpha is also where
 * the search starts. `rounds` of conjugate gradients. ENOMEM
 */
int laplacian_solve(const struct photo_image *im, const uint8_t *open,
    const struct plane *wish, const struct plane *firm, double epsilon,
    int rounds, struct plane *alpha);

#endif
