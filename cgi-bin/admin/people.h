/*
 * What the pages of one person of staff and of all of them share: the fields
 * of a role, and where it can count. Values of the page:
 *   Places.<i>.{Key,School,Department,Now}	Department "": all of them
 */
#ifndef GP_ADMIN_PEOPLE_H
#define GP_ADMIN_PEOPLE_H

#include "admin.h"

#include "lib/db/staff.h"

/* The choice of places; `now`: the key that is chosen, or "". */
enum err people_places(struct req *r, const char *now);
/* role and "SCHOOL" or "SCHOOL-DEPARTMENT" as forms send them. ERR_INPUT,
 * and said at the field Place: the role can't count there. */
enum err people_role(struct req *r, const char *role, const char *place,
    struct staff_role *out);
/* The page that shows a password for once. */
int people_once(struct req *r, uint64_t staff, const char *login,
    const char *once);

#endif
