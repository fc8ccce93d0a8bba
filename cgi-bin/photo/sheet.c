/* GET /collections/:token/sheet.pdf and sheet.jpg: prints of the handed-in
 * photo on one paper, for its owner. ?size=1inch&paper=6inch */
#include "darkroom.h"

#include "lib/base/log.h"
#include "lib/db/photos.h"
#include "lib/image/print.h"
#include "lib/service/service.h"

#include <stdlib.h>

/* Without a name the usual one. */
static enum err wanted(struct req *r, const struct print_size **size,
    const struct print_paper **paper)
{
	const char *s = req_query(r, "size"), *p = req_query(r, "paper");
	size_t n;

	*size = s ? print_size_find(s) : print_sizes(&n);
	*paper = p ? print_paper_find(p) : print_papers(&n);
	return *size && *paper ? OK : ERR_NOTFOUND;
}

static int send_sheet(struct req *r, const struct print_size *size,
    const struct print_paper *paper, const char *end, const uint8_t *out,
    size_t n)
{
	req_header(r, "Cache-Control", "private, no-store");
	req_header(r, "Content-Disposition", arena_printf(r->arena,
	    "attachment; filename=\"%s-%s.%s\"", size->name, paper->name,
	    end));
	return req_send(r, 200, end[0] == 'p' ? "application/pdf" :
	    "image/jpeg", out, n);
}

/* make is print_pdf or print_jpeg. */
static int sheet(struct req *r, int (*make)(const uint8_t *, size_t,
    const struct print_size *, const struct print_paper *, uint8_t **,
    size_t *), const char *end)
{
	const struct print_size *size;
	const struct print_paper *paper;
	struct photo p;
	uint8_t *jpeg, *out;
	size_t len, n;
	int pe;
	enum err e = wanted(r, &size, &paper);

	if (e == OK)
		e = photo_submitted(r->db, r->arena, r->account, r->arg, &p);
	if (e == OK)
		e = r->svc->files->ops->get(r->svc->files, r->arena,
		    p.result_sha256, &jpeg, &len);
	if (e != OK)
		return req_fail(r, e);
	pe = make(jpeg, len, size, paper, &out, &n);
	if (pe != PHOTO_OK) {
		log_error("no sheet of prints: %s", photo_err_name(pe));
		return req_fail(r, ERR_INTERNAL);
	}
	arena_defer(r->arena, free, out);
	return send_sheet(r, size, paper, end, out, n);
}

int sheet_pdf(struct req *r)
{
	return sheet(r, print_pdf, "pdf");
}

int sheet_jpeg(struct req *r)
{
	return sheet(r, print_jpeg, "jpg");
}
