/* What a request must pass before its handler sees it. */
#ifndef GP_WEB_GATE_H
#define GP_WEB_GATE_H

#include "req.h"

/* By r->route: session, access, rate, body, CSRF. 0: go on; else the status
 * of the answer already made. */
int gate_pass(struct req *r);

#endif
