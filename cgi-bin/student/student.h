/*
 * The student program: every handler of routes.c, and what its files share.
 */
#ifndef GP_STUDENT_H
#define GP_STUDENT_H

#include "cgi-bin/web/route.h"

extern const struct route student_routes[];

/* --- health.c: for load balancers and ./dev --------------------------- */
int health(struct req *r);

/* --- account: entry, register, login, activate, reset, home, me -------- */

/* --- collect: identity to preview -------------------------------------- */

/* --- money: prints, orders, pay, collections ---------------------------- */

#endif
