/* The preview's page, for the forms on it that come back with an error. */
#ifndef GP_STUDENT_COLLECT_PREVIEW_H
#define GP_STUDENT_COLLECT_PREVIEW_H

#include "collect.h"

/* What work_load answers, and whether it is time for a photo at all. */
int work_photo(struct req *r, struct work *w);
/* A shot of this collection. */
enum err work_shot(struct req *r, const struct work *w, const char *token,
    struct photo *out);
/* collect_remark.c: the remark in words, and in its form. */
void remark_show(struct req *r, const struct photo *p);
void remark_fill(struct req *r, const struct photo *p);

int preview_page(struct req *r, int status, const struct work *w,
    const struct photo *p);

#endif
