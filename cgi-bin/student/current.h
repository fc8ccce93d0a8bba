/* The collection being worked on: shared with the photo program. */
#ifndef GP_STUDENT_CURRENT_H
#define GP_STUDENT_CURRENT_H

#include "cgi-bin/web/req.h"
#include "lib/db/collections.h"

/* The session's, else the account's only live one. ERR_NOTFOUND: the
 * student has to choose first. */
enum err collect_current(struct req *r, struct collection *c);

#endif
