/* Between export_check.c, which looks, and export_check_paper.c. */
#ifndef GP_TOOLS_EXPORT_CHECK_INTERNAL_H
#define GP_TOOLS_EXPORT_CHECK_INTERNAL_H

#include "export_check.h"

#include "lib/image/photo.h"
#include "lib/pack/table.h"
#include "lib/paper/findings.h"

#define CHECK_KINDS (PHOTO_MAX_FINDINGS + 8)

enum check_file {
	CHECK_MISSING, CHECK_DAMAGED, CHECK_TWICE, CHECK_UNREADABLE
};

struct check_kind {
	const char *id, *words;		/* constants */
	int64_t failed, warned;
};

struct check_photo {
	uint64_t roster;
	const char *student_no, *name, *department, *what;
};

struct export_check {
	struct arena *arena;
	const struct campaign *campaign;
	int en;
	const char *font;
	struct photo_profile profile;
	struct photo_models *models;
	struct photo_engine *engine;
	struct photo_report *report;	/* of the photo that is looked at */
	struct table *table;
	void *seen;			/* tsearch: SHA-256 of all files */
	struct check_kind kind[CHECK_KINDS];
	int kinds;
	struct check_photo photo[FINDINGS_PHOTOS];
	int shown;
	struct export_check_counts counts;
};

#endif
