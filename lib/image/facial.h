/*
 * What the rules on the face itself ask: eyes, gaze, glasses, hair, hands,
 * hats. Shares are 0..1; a larger value is worse but for `open` and `tint`.
 * NAN: cannot be told here.
 */
#ifndef GP_IMAGE_FACIAL_H
#define GP_IMAGE_FACIAL_H

#include "attention.h"
#include "plane.h"
#include "rules.h"

/* Gap between the lids of the eye that is less open, in diameters of the
 * iris. */
double eyes_open(const struct attention *a);
/* Degrees to the side between the gaze and the camera; positive is to the
 * right as seen. */
double eyes_gaze(const struct attention *a, const struct face *f);

/* Light of the pupil and the iris round it as a share of the skin's: the eye
 * that is less dark. Pupils are darker than any skin. */
double eyes_bright(const struct photo_image *im, const struct attention *a,
    const struct face *f);

/* Light that reaches the camera from the skin below the eyes as a share of
 * what the cheeks send, in the darkest channel: what a tinted lens lets
 * through. The clearer eye. */
double glasses_tint(const struct photo_image *im, const struct attention *a,
    const struct face *f);
/* Share of the eye and what surrounds it that is burnt out: the worse eye. */
double glasses_glare(const struct photo_image *im, const struct attention *a);

/* Share of the worse brow's, or eye's, width that hair crosses. */
double hair_over_brows(const struct photo_image *im,
    const struct attention *a, const struct face *f);
double hair_over_eyes(const struct photo_image *im,
    const struct attention *a, const struct face *f);

/* Share of the head above the brows in a colour that neither hair nor skin
 * has. */
double cover_head(const struct photo_image *im, const struct plane *mask,
    const struct face *f);
/* The same of nose, mouth and chin. */
double cover_face(const struct photo_image *im, const struct face *f);
/* How much more of one ear is seen than of the other. */
double ears_uneven(const struct photo_image *im, const struct plane *mask,
    const struct face *f);

/* Looks at the face again and adds eyes.*, cover.* and what of face.* needs
 * that. EMODEL */
int report_facial(struct photo_engine *e, const struct photo_image *im,
    const struct face *f, const struct plane *mask,
    const struct photo_profile *p, struct photo_report *r);

#endif
