/* See current.h. */
#include "current.h"

#include "cgi-bin/web/session.h"

#define SEVERAL 20	/* enrolments with attempts; nobody has as many */

/* A second tab or a new phone has no choice in its session: the only live
 * collection is meant then. */
static enum err only_live(struct req *r, struct collection *c)
{
	struct collection list[SEVERAL], *live = NULL;
	int i, n = 0;
	enum err e = collection_list(r->db, r->arena, r->account, list,
	    SEVERAL, &n);

	for (i = 0; e == OK && i < n; i++) {
		if (list[i].live && live)
			return ERR_NOTFOUND;
		if (list[i].live)
			live = &list[i];
	}
	if (e != OK)
		return e;
	if (!live)
		return ERR_NOTFOUND;
	*c = *live;
	return OK;
}

enum err collect_current(struct req *r, struct collection *c)
{
	const char *token = session_get(r, "collection");
	enum err e = ERR_NOTFOUND;

	if (token)
		e = collection_get(r->db, r->arena, r->account, token, c);
	if (e == OK && !c->live)
		e = ERR_NOTFOUND;
	return e == ERR_NOTFOUND ? only_live(r, c) : e;
}
