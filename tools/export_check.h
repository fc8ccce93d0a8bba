/*
 * The check of a package before it leaves the house: every finished photo is
 * read again and measured by the rules of the photo core against the
 * campaign's profile; files that are missing, damaged or two students' at
 * once are found too. The findings are a table (CSV and XLSX) and one page of
 * A4.
 */
#ifndef GP_TOOLS_EXPORT_CHECK_H
#define GP_TOOLS_EXPORT_CHECK_H

#include "lib/base/conf.h"
#include "lib/db/campaigns.h"
#include "lib/domain/export.h"

#include <jansson.h>

struct export_check;

struct export_check_counts {
	int64_t photos;			/* looked at */
	int64_t failed, warned;		/* of them; a photo counts once */
	int64_t people;			/* in the roster */
};

/* The models, the profile and both files are opened. ERR_INTERNAL, logged.
 * c lives as long as the check. */
enum err export_check_new(const struct conf *conf, const struct campaign *c,
    int en, const char *csv, const char *xlsx, struct export_check **out);
/* Walks over all that x finds. */
enum err export_check_run(struct export_check *k, struct export *x);
/* After the run: the page. */
enum err export_check_paper(struct export_check *k, const char *file);
struct export_check_counts export_check_counts(const struct export_check *k);
/* After the run: the first photos that fail, as [{"No": ..., "Name": ...,
 * "Department": ..., "What": ...}]. */
void export_check_shown(const struct export_check *k, json_t *list);
void export_check_free(struct export_check *k);

#endif
