/*
 * Text from outside into values: all or nothing, ERR_INPUT otherwise, the
 * result untouched on failure. No locale, no leading or trailing blanks
 * unless said. A NULL (a field that did not come) is ERR_INPUT too.
 */
#ifndef GP_BASE_PARSE_H
#define GP_BASE_PARSE_H

#include "err.h"

#include <stddef.h>
#include <stdint.h>

enum err parse_u64(const char *s, uint64_t *out);
enum err parse_i64(const char *s, int64_t *out);
enum err parse_double(const char *s, double *out);
/* "20.00", "20", "20.5" yuan to fen; at most two decimals, not negative. */
enum err parse_fen(const char *s, int64_t *out);

int parse_utf8(const char *s, size_t n);	/* 1: valid, no NUL or C0 */
/* Trims blanks (also U+00A0, U+3000), folds inner runs to one; in place. */
void parse_trim(char *s);

/* parse_text.c, for valid UTF-8: characters; 1: nothing but what can be
 * written by hand (no emoji, no invisible marks); 1: letters of any writing
 * with blanks, dots, hyphens or apostrophes between them, two at least. */
size_t parse_chars(const char *s);
int parse_written(const char *s);
int parse_person(const char *s);

/* A number or code as people paste or type it, in place: blanks and characters
 * without width go, full-width ones become plain. */
void parse_plain(char *s);
/* A number as people group, paste or type it, in place: blanks, dashes, dots
 * and brackets go, full-width digits and letters become plain ones, and so
 * does a Chinese mobile with +86. */
void parse_number(char *s);
/* A month as schools write it ("2027-06", "2027年6月", "202706", "2027/6/30"):
 * "YYYY-MM". ERR_INPUT: none of 1950 to 2149. */
enum err parse_month(const char *s, char out[8]);
/* Mainland mobile (11 digits, 1[3-9]) or E.164 "+" 8..15 digits. */
enum err parse_phone(const char *s);
enum err parse_email(const char *s);	/* something@host.tld, <= 254 */

/* Canonical upper-case copy (out: 33 bytes at least). */
enum id_type { ID_CARD, ID_PASSPORT, ID_PERMIT };
/* GB 11643-1999: 18 characters, birth date exists and is past, check digit.
 * ID_PASSPORT: 5..17 of A-Z0-9. ID_PERMIT (港澳台): 8..11 of A-Z0-9. */
enum err parse_id(enum id_type t, const char *s, char out[33]);
/* From a valid ID card number: 'M' or 'F'. */
char parse_id_sex(const char *id);

/* "110101********1234", "E12****78": for pages, never a whole number. */
void parse_mask_id(const char *id, char out[33]);
void parse_mask_phone(const char *phone, char out[24]);
/* "张三" -> "*三", "Zhang San" -> "*hang San": first character hidden. */
void parse_mask_name(const char *name, char out[128]);

#endif
