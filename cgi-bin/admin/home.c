/* Where staff begin: what they may do, and where. */
#include "admin.h"

#include "lib/db/staff.h"

#define ROLES_MAX 50

int home(struct req *r)
{
	struct staff_role list[ROLES_MAX];
	int n = 0, i;
	enum err e = staff_roles(r->db, r->arena, r->account, list, ROLES_MAX,
	    &n);

	if (e != OK)
		return req_fail(r, e);
	for (i = 0; i < n; i++) {
		req_set_item(r, "Roles", i, "Kind", list[i].role);
		req_set_item(r, "Roles", i, "School", list[i].school);
		req_set_item(r, "Roles", i, "Department", list[i].department);
	}
	return req_page(r, "admin/home");
}
