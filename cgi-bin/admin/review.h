/* What the wall and the single view of the review share. */
#ifndef GP_ADMIN_REVIEW_H
#define GP_ADMIN_REVIEW_H

#include "place.h"

/* The address's or the form's: place, state, class, clean, q; after only
 * where a photo of that token can be found. */
void review_wishes(struct req *r, const struct review_place *p,
    struct review_filter *f);
/* "place=...&class=...&clean=...": what stays the same from photo to photo. */
const char *review_query(struct req *r, const struct review_place *p,
    const struct review_filter *f);
/* The next photo, or the wall where none waits. */
int review_go_on(struct req *r, const struct review_place *p,
    struct review_filter *f, const struct review_photo *after);

#endif
