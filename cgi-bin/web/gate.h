/* What a request must pass before its handler sees it. */
#ifndef GP_WEB_GATE_H
#define GP_WEB_GATE_H

#include "req.h"

/* By r->route, of `table`: session, access, rate, body, CSRF. 0: go on; else
 * the status of the answer already made. */
int gate_pass(struct req *r, const struct route *table);

/* For what a route's own rate can't say: counts one more of `subject` in this
 * minute. 0: go on; else the status of the answer (429) already made. */
int gate_rate(struct req *r, const char *subject, int limit);
/* The same for a page that says it in its own words: ERR_LIMIT, with the
 * header Retry-After. */
enum err gate_count(struct req *r, const char *subject, int limit);

#endif
