/* See registrar.h. */
#include "registrar.h"

#include "place.h"

#include "lib/base/parse.h"

#include <inttypes.h>
#include <string.h>

#define CAMPAIGNS 100
#define DEPARTMENTS 300
#define LAST "gp_campaign"

static int english(const struct req *r)
{
	return !strcmp(r->lang, "en");
}

static const char *name_of(const struct req *r,
    const struct registrar_campaign *k)
{
	return english(r) ? k->name_en : k->name_zh;
}

static const struct registrar_campaign *choose(struct req *r,
    const struct registrar_campaign *list, int n)
{
	const char *wish = place_value(r, "campaign");
	const char *last = req_cookie(r, LAST);
	int i;

	for (i = 0; i < n; i++)
		if (!strcmp(*wish ? wish : last ? last : "", list[i].token))
			break;
	if (i == n)
		return *wish ? NULL : list;
	if (*wish)
		req_set_cookie(r, LAST, wish, 30 * 86400);
	return &list[i];
}

static void show(struct req *r, const struct registrar_campaign *list, int n,
    const struct registrar_campaign *now)
{
	int i;

	for (i = 0; i < n; i++) {
		req_set_item(r, "Campaigns", i, "Token", list[i].token);
		req_set_item(r, "Campaigns", i, "Text", name_of(r,
		    &list[i]));
		if (&list[i] == now)
			req_set_item(r, "Campaigns", i, "Now", "1");
	}
	req_set(r, "Campaign.Token", now->token);
	req_set(r, "Campaign.Name", name_of(r, now));
	req_set(r, "Campaign.School", english(r) ? now->school_en :
	    now->school_zh);
	req_set(r, "Campaign.Closes", req_deadline(r, now->closes_at));
}

static enum err departments(struct req *r, struct registrar_place *out)
{
	struct registrar_department *list = arena_alloc(r->arena,
	    DEPARTMENTS * sizeof *list);
	const char *wish = place_value(r, "department");
	uint64_t id = 0;
	int n = 0, i;
	enum err e = registrar_departments(r->db, r->arena, r->account,
	    out->campaign.id, list, DEPARTMENTS, &n);

	if (e == OK && *wish && parse_u64(wish, &id) != OK)
		e = ERR_NOTFOUND;
	out->department = 0;
	out->department_name = "";
	for (i = 0; i < n && e == OK; i++) {
		req_set_item(r, "Departments", i, "Id", arena_printf(
		    r->arena, "%" PRIu64, list[i].id));
		req_set_item(r, "Departments", i, "Name", list[i].name);
		if (list[i].id != id)
			continue;
		req_set_item(r, "Departments", i, "Now", "1");
		out->department = id;
		out->department_name = list[i].name;
	}
	return e == OK && id && !out->department ? ERR_NOTFOUND : e;
}

int registrar_load(struct req *r, struct registrar_place *out)
{
	struct registrar_campaign *list = arena_alloc(r->arena,
	    CAMPAIGNS * sizeof *list);
	const struct registrar_campaign *k;
	int n = 0;
	enum err e = registrar_campaigns(r->db, r->arena, r->account, list,
	    CAMPAIGNS, &n);

	if (e != OK)
		return req_fail(r, e);
	if (!n)
		return req_page(r, "admin/registrar_none");
	k = choose(r, list, n);
	if (!k)
		return req_fail(r, ERR_NOTFOUND);
	show(r, list, n, k);
	out->campaign = *k;
	e = departments(r, out);
	return e == OK ? 0 : req_fail(r, e);
}
