/*
 * Why a photo was sent back, in words. Stored are ids of the rule catalogue
 * (lib/image/rules.c) and of reasons that no measurement knows
 * (Text.Reason.* of lang/), with commas, and a person's own words.
 */
#ifndef GP_WEB_REASON_H
#define GP_WEB_REASON_H

#include "req.h"

/* What the student is to do about it; lang "zh-CN" or "en". NULL: there is
 * no such reason. */
const char *reason_text(struct req *r, const char *lang, const char *id);
/* Its name, short: "eyes.open" is 双眼睁开. The id where it has none. */
const char *reason_name(struct req *r, const char *id);
/* The i-th of "eyes.open,pose.roll"; NULL past the last. */
const char *reason_id(struct req *r, const char *ids, int i);
/* All of them and the note as one text, of the first that fit into `max`
 * characters (0: all). */
const char *reason_words(struct req *r, const char *lang, const char *ids,
    const char *note, size_t max);

#endif
