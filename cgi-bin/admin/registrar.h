/*
 * Where a registrar works: a campaign that a role of theirs covers, in every
 * address as ?campaign=TOKEN, and a department of it as &department=ID. An
 * address without one means the campaign they chose last, in a cookie.
 * Values of the page:
 *   Campaign.{Token,Name,School,Closes}
 *   Campaigns.<i>.{Token,Text,Now}	all that may be chosen
 *   Departments.<i>.{Id,Name,Now}	of the campaign
 */
#ifndef GP_ADMIN_REGISTRAR_H
#define GP_ADMIN_REGISTRAR_H

#include "admin.h"

#include "lib/db/registrar.h"

struct registrar_place {
	struct registrar_campaign campaign;
	uint64_t department;		/* 0: all of theirs */
	const char *department_name;	/* "" */
};

/* 0, or an answer already made: 404 for what is not theirs, a page that says
 * so where there is no campaign. GET reads the address, POST the form. */
int registrar_load(struct req *r, struct registrar_place *out);

#endif
