/*
 * Photos that a department hands in for its students: whose a file named
 * "学号 姓名.jpg" is, and the photo's way to the review.
 */
#ifndef GP_DOMAIN_SERVE_H
#define GP_DOMAIN_SERVE_H

#include "lib/db/photos.h"
#include "lib/db/served.h"

/* The number and the name out of a file's name: blanks, "_", "-", dots or
 * nothing between them, in either order, full-width digits too; "" for what
 * is not there. Texts are the arena's. */
void serve_split(struct arena *a, const char *base, char **number,
    char **name);

/* One transaction: the collection where there is none, the photo (its
 * collection_id is not read), and both with the department. ERR_CONFLICT: the
 * student has handed in or ordered meanwhile. */
enum err serve_photo(struct db *db, const struct served *s, struct photo *p,
    uint64_t staff);

#endif
