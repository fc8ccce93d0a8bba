/* What the pages of the collect flow share. */
#ifndef GP_STUDENT_COLLECT_H
#define GP_STUDENT_COLLECT_H

#include "current.h"
#include "student.h"

#include "lib/db/campaigns.h"
#include "lib/db/chsi.h"
#include "lib/db/roster.h"
#include "lib/domain/collect.h"
#include "lib/scan/scan.h"

/* The four steps of the header. */
enum { STEP_IDENTITY = 1, STEP_INFORMATION, STEP_CONFIRM, STEP_PHOTO };

struct work {
	struct collection c;
	struct campaign campaign;
	struct enrolment e;
	int graduate;		/* has a 采集码 to give */
};

/* The current collection with what belongs to it, for a page of `step`.
 * 0, or the status of an answer already made: no collection chosen, one
 * that is ordered or submitted, or a closed campaign. */
int work_load(struct req *r, int step, struct work *w);

/* The same for a collection that is in *w already. */
int work_gate(struct req *r, int step, struct work *w);
/* The header's step, for pages that need no collection. */
void work_step(struct req *r, int step);
/* Names in the student's language. */
const char *work_campaign(const struct req *r, const struct campaign *c);
const char *work_school(const struct req *r, const struct campaign *c);
/* What the schemes of 采集码 need to know on this site. */
enum err work_scan_keys(struct req *r, struct scan_keys *out);
/* 1: the photo goes to the department, for nothing. */
int work_department(const struct work *w);
/* Where this collection goes on: the first step still missing. */
int work_next(struct req *r, const struct work *w);

#endif
