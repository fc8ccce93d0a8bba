/*
 * The student's steps from choosing an enrolment to a chosen photo, each one
 * transaction with its audit row. Doing a step twice is harmless: where the
 * wanted state already holds, the answer is OK.
 */
#ifndef GP_DOMAIN_COLLECT_H
#define GP_DOMAIN_COLLECT_H

#include "lib/base/id.h"
#include "lib/base/keys.h"
#include "lib/db/collections.h"
#include "lib/db/photos.h"

/* The live collection of the enrolment, made if there is none. */
enum err collect_begin(struct db *db, struct arena *a, uint64_t account,
    uint64_t enrolment, uint64_t campaign, struct collection *out);
/* Keeps the 采集码 of an enrolment; the latest counts. ERR_CONFLICT: this
 * code belongs to another enrolment, which is audited. */
enum err collect_code(struct db *db, const struct keys *k, struct arena *a,
    const struct collection *c, const char *scheme, const char *payload);
/* The student says that the information shown is right. */
enum err collect_confirm(struct db *db, const struct collection *c);
/* ... or wrong, and how. He may go on meanwhile. */
enum err collect_correct(struct db *db, const struct collection *c,
    const char *message);
enum err collect_route(struct db *db, const struct collection *c,
    const char *route);
/* Records a shot. A good one (pass, warn) becomes the chosen one; a bad one
 * leaves an earlier choice alone. The same picture judged by the same values
 * is one shot however often it comes: *p becomes the one that is there. The
 * pieces it came in go, and so do the files of old shots that nobody chose.
 * handoff: of the friend's phone that took it, or 0. ERR_CONFLICT: already
 * ordered. */
#define COLLECT_SHOTS 12	/* that are kept beside the chosen one */
enum err collect_shot(struct db *db, struct arena *a,
    const struct collection *c, struct photo *p, uint64_t handoff);
/* Goes back to an earlier good shot. ERR_CONFLICT: ordered, or not good. */
enum err collect_choose(struct db *db, const struct collection *c,
    const struct photo *p);

/* "I cover my head for a religious or medical reason", or no longer: for
 * the shots that follow. */
enum err collect_head_cover(struct db *db, const struct collection *c,
    int on);
/* What the student finds wrong with a shot that the checks pass; both empty:
 * withdraws it. ERR_CONFLICT: the files are gone. */
enum err collect_remark(struct db *db, const struct collection *c,
    const struct photo *p, const char *reasons, const char *remark);

/* The department route. "Replace the wall of my photo", or no longer: for the
 * pictures that follow. */
enum err collect_recolour(struct db *db, const struct collection *c, int on);
/* Hands the chosen photo to the department. Twice is once. ERR_CONFLICT: no
 * photo yet, another route, or over. */
enum err collect_submit(struct db *db, struct arena *a,
    const struct collection *c);
/* Takes it back while no reviewer has it on the screen. ERR_CONFLICT. */
enum err collect_take_back(struct db *db, const struct collection *c);

/* 1: the student may still change photo and information. */
int collect_open(const struct collection *c);

#endif
