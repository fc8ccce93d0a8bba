/* /collect/ticket: the ticket for those who are photographed at the centre:
 * a QR code, its text, and until when it is good. */
#include "collect.h"
#include "entry.h"

#include "lib/base/clock.h"
#include "lib/domain/ticket.h"
#include "lib/scan/qr_draw.h"

#include <string.h>

/* The code holds the text without its hyphens: fewer, larger modules. */
static enum err draw(struct req *r, const char *text)
{
	char *plain = arena_strdup(r->arena, text), *p = plain;
	struct buf path = {0};
	int side = 0;
	enum err e;

	for (; *text; text++)
		if (*text != '-')
			*p++ = *text;
	*p = '\0';
	e = qr_draw(plain, &path, &side);
	if (e == OK) {
		req_set(r, "Qr.Path", path.p);
		req_set_int(r, "Qr.Side", side);
	}
	buf_free(&path);
	return e;
}

int collect_ticket_page(struct req *r)
{
	char text[TICKET_TEXT];
	int64_t expires;
	struct work w;
	int status = work_load(r, STEP_PHOTO, &w);
	enum err e;

	if (status)
		return status;
	if (!w.c.confirmed_at || strcmp(w.c.route, "onsite") != 0)
		return req_redirect(r, w.c.confirmed_at ? "/collect/route" :
		    "/collect/confirm");
	expires = clock_now() + 60 * conf_int(r->conf, "ticket_minutes");
	if (expires > w.campaign.closes_at)
		expires = w.campaign.closes_at;
	ticket_text(r->keys, w.c.id, expires, text);
	e = draw(r, text);
	if (e != OK)
		return req_fail(r, e);
	req_set(r, "Ticket.Text", text);
	req_set_time(r, "Ticket.Expires", expires);
	req_set(r, "Ticket.School", work_school(r, &w.campaign));
	req_set(r, "Ticket.Contact", w.campaign.school_contact);
	return req_page(r, "student/collect_ticket");
}
