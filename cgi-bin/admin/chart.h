/*
 * How far students are, as rows with a bar each (layout/chart.cs draws it).
 * Values of a row, in a list of the page:
 *   Major, Class, Link (the class in an address), Expected, Missing
 *   (N.rejected among them), Done, Percent, N.<stage>, Bar.<k>.{Stage,X,W}
 */
#ifndef GP_ADMIN_CHART_H
#define GP_ADMIN_CHART_H

#include "admin.h"

#include "lib/db/cohort.h"

/* Nothing of theirs has been handed in. */
int64_t chart_missing(const struct cohort *c);
void chart_row(struct req *r, const char *list, int i,
    const struct cohort *c);

#endif
