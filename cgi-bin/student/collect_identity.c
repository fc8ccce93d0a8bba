/* /collect/identity: who am I here, graduate or new student, and which of
 * my enrolments is it about. */
#include "collect.h"
#include "consent.h"

#include "cgi-bin/web/form.h"
#include "cgi-bin/web/session.h"
#include "lib/base/clock.h"
#include "lib/base/parse.h"
#include "lib/domain/enrol.h"

#include <string.h>

#define MAX 20

/* The enrolments of one kind, in all campaigns. */
struct choices {
	int n;
	struct work w[MAX];
	const char *status[MAX];	/* draft, ..., new, closed */
};

static enum err read_choice(struct req *r, struct work *w,
    const char **status)
{
	enum err e = collection_live(r->db, r->arena, r->account, w->e.id,
	    &w->c);

	if (e != OK && e != ERR_NOTFOUND)
		return e;
	w->graduate = strcmp(w->campaign.kind, "graduate") == 0;
	*status = e == OK ? w->c.state : "new";
	if ((e == ERR_NOTFOUND || collect_open(&w->c)) &&
	    !campaign_open(&w->campaign, clock_now()))
		*status = "closed";
	return OK;
}

static int can_go_on(const char *status)
{
	return strcmp(status, "new") == 0 || strcmp(status, "draft") == 0 ||
	    strcmp(status, "photo_ready") == 0;
}

static enum err read_choices(struct req *r, const char *kind,
    struct choices *out)
{
	struct enrolment list[MAX];
	struct work *w;
	int i, n = 0;
	enum err e = enrolment_list(r->db, r->arena, r->account, list, MAX,
	    &n);

	out->n = 0;
	for (i = 0; e == OK && i < n; i++) {
		w = &out->w[out->n];
		w->e = list[i];
		e = campaign_get(r->db, r->arena,
		    w->e.roster.campaign_id, &w->campaign);
		if (e != OK || strcmp(w->campaign.kind, kind) != 0)
			continue;
		e = read_choice(r, w, &out->status[out->n]);
		out->n += e == OK;
	}
	return e;
}

static void show_choice(struct req *r, int i, const struct work *w,
    const char *status)
{
	const struct roster *ro = &w->e.roster;

	req_set_item(r, "Choices", i, "Id", arena_printf(r->arena, "%llu",
	    (unsigned long long)w->e.id));
	req_set_item(r, "Choices", i, "School",
	    work_school(r, &w->campaign));
	req_set_item(r, "Choices", i, "Campaign",
	    work_campaign(r, &w->campaign));
	req_set_item(r, "Choices", i, "StudentNo", ro->student_no);
	req_set_item(r, "Choices", i, "Department", ro->department);
	req_set_item(r, "Choices", i, "Status", status);
	if (strcmp(status, "new") != 0 && strcmp(status, "closed") != 0)
		req_set_item(r, "Choices", i, "Token", w->c.token);
	if (can_go_on(status))
		req_set_item(r, "Choices", i, "Open", "1");
}

static int show(struct req *r, int status, const char *kind)
{
	struct choices ch = { 0 };
	enum err e;
	int i;

	work_step(r, STEP_IDENTITY);
	if (kind) {
		e = read_choices(r, kind, &ch);
		if (e != OK)
			return req_fail(r, e);
		req_set(r, "Collect.Kind", kind);
		for (i = 0; i < ch.n; i++)
			show_choice(r, i, &ch.w[i], ch.status[i]);
	}
	return req_page_status(r, status, "student/collect_identity");
}

/* Our own constant for what the address or form says, or NULL. */
static const char *kind_of(const char *s)
{
	static const char *const kinds[] = { "graduate", "new_student" };
	size_t i;

	for (i = 0; s && i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(kinds[i], s) == 0)
			return kinds[i];
	return NULL;
}

int collect_identity_page(struct req *r)
{
	return show(r, 200, kind_of(req_query(r, "kind")));
}

static int start(struct req *r, struct work *w)
{
	int status = consent_required(r);
	enum err e;

	if (status)
		return status;
	e = collect_begin(r->db, r->arena, r->account, w->e.id,
	    w->campaign.id, &w->c);
	if (e == OK)
		e = session_put(r, "collection", w->c.token);
	if (e != OK)
		return req_fail(r, e);
	return work_next(r, w);
}

/* The kind was tapped: with one enrolment to go on with there is nothing
 * to choose. With none, the school may have added the student since. */
static int by_kind(struct req *r, const char *kind)
{
	struct choices ch;
	enum err e = read_choices(r, kind, &ch);

	if (e == OK && ch.n == 0) {
		e = enrol_refresh(r->db, r->arena, r->keys, r->account);
		if (e == OK)
			e = read_choices(r, kind, &ch);
	}
	if (e != OK)
		return req_fail(r, e);
	if (ch.n == 1 && can_go_on(ch.status[0]))
		return start(r, &ch.w[0]);
	return req_redirect(r, arena_printf(r->arena,
	    "/collect/identity?kind=%s", kind));
}

static int by_enrolment(struct req *r, uint64_t id)
{
	struct work w;
	const char *status;
	enum err e = enrolment_get(r->db, r->arena, r->account, id, &w.e);

	if (e == OK)
		e = campaign_get(r->db, r->arena, w.e.roster.campaign_id,
		    &w.campaign);
	if (e == OK)
		e = read_choice(r, &w, &status);
	if (e != OK)
		return req_fail(r, e);
	if (can_go_on(status))
		return start(r, &w);
	return show(r, 409, kind_of(w.campaign.kind));
}

int collect_identity_post(struct req *r)
{
	const char *kind = kind_of(req_form(r, "Kind"));
	uint64_t id;

	if (parse_u64(req_form(r, "Enrolment"), &id) == OK)
		return by_enrolment(r, id);
	if (kind)
		return by_kind(r, kind);
	form_error(r, NULL, "Text.Collect.ChooseKind");
	return show(r, 422, NULL);
}
