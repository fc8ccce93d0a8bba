/*
 * Where a reviewer works: a campaign and a department of those that a role
 * of theirs covers, in every address as ?place=CAMPAIGN-DEPARTMENT. Values of
 * the page:
 *   Place.{Key,Name,School,Department,Closes,Open}
 *   Places.<i>.{Key,Text,Now}	all that may be chosen
 */
#ifndef GP_ADMIN_PLACE_H
#define GP_ADMIN_PLACE_H

#include "admin.h"

#include "lib/domain/desk.h"

struct desk desk_of(struct req *r);

/* 0, or an answer already made: 404 for one that is not theirs, a page that
 * says so where there are no students at all. GET reads the address, POST
 * the form. */
int place_load(struct req *r, struct review_place *out);
/* The same, but without students 0, and *out is empty. */
int place_load_any(struct req *r, struct review_place *out);
/* "TOKEN-7", as addresses have it. */
const char *place_key(struct req *r, const struct review_place *p);
/* The name of its campaign in the language of the page. */
const char *place_name(const struct req *r, const struct review_place *p);
/* A value of the address or of the form; never NULL. */
const char *place_value(const struct req *r, const char *name);

#endif
