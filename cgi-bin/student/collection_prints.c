/* /collections/:token/prints: how prints of the photo lie on a paper, and
 * the sheet as a file. The files are photo.fcgi's. */
#include "collection_files.h"

#include "lib/image/print.h"

#include <string.h>

static const char *words(const struct req *r, const struct print_size *s)
{
	return strcmp(r->lang, "en") == 0 ? s->en : s->zh;
}

static void show_sizes(struct req *r, const struct print_size *chosen)
{
	static const char list[] = "Sizes";
	const struct print_size *s;
	size_t i, n;

	s = print_sizes(&n);
	for (i = 0; i < n; i++, s++) {
		req_set_item(r, list, (int)i, "Value", s->name);
		req_set_item(r, list, (int)i, "Name", words(r, s));
		req_set_item(r, list, (int)i, "Mm", arena_printf(r->arena,
		    "%d × %d", s->mm_width, s->mm_height));
		if (s == chosen)
			req_set_item(r, list, (int)i, "Chosen", "1");
	}
}

static void show_papers(struct req *r, const struct print_paper *chosen)
{
	static const char list[] = "Papers";
	const struct print_paper *p;
	size_t i, n;

	p = print_papers(&n);
	for (i = 0; i < n; i++, p++) {
		req_set_item(r, list, (int)i, "Value", p->name);
		req_set_item(r, list, (int)i, "Name", req_text(r,
		    arena_printf(r->arena, "Text.Sheet.%s", p->name)));
		if (p == chosen)
			req_set_item(r, list, (int)i, "Chosen", "1");
	}
}

/* One print: where its top left is. A turned one's own corner is another. */
static void show_tile(struct req *r, int i, int x, int y)
{
	req_set_item(r, "Tiles", i, "X", arena_printf(r->arena, "%d", x));
	req_set_item(r, "Tiles", i, "Y", arena_printf(r->arena, "%d", y));
}

static void show_sheet(struct req *r, const struct print_size *s,
    const struct print_paper *p)
{
	struct print_layout l;
	int i, k, n = 0;

	print_layout(s, p, &l);
	req_set_int(r, "Sheet.Width", p->width ? p->width : s->width);
	req_set_int(r, "Sheet.Height", p->height ? p->height : s->height);
	req_set_int(r, "Sheet.TileWidth", s->width);
	req_set_int(r, "Sheet.TileHeight", s->height);
	if (l.turned)
		req_set(r, "Sheet.Turned", "1");
	for (i = 0; i < l.rows; i++)
		for (k = 0; k < l.columns; k++)
			show_tile(r, n++, l.x + k * l.pitch_x +
			    (l.turned ? s->height : 0), l.y + i * l.pitch_y);
	req_set_int(r, "Sheet.Count", n);
	req_set(r, "Sheet.Size", s->name);
	req_set(r, "Sheet.Paper", p->name);
}

int collection_prints(struct req *r)
{
	const char *size = req_query(r, "size"), *paper = req_query(r,
	    "paper");
	size_t n;
	const struct print_size *s = size ? print_size_find(size) :
	    print_sizes(&n);
	const struct print_paper *p = paper ? print_paper_find(paper) :
	    print_papers(&n);
	struct finished f;
	enum err e = finished_load(r, &f);

	if (e == OK && (!s || !p || f.p.removed_at || !f.p.result_sha256))
		e = ERR_NOTFOUND;
	if (e != OK)
		return req_fail(r, e);
	show_sizes(r, s);
	show_papers(r, p);
	show_sheet(r, s, p);
	req_set(r, "Sheet.Collection", f.c.token);
	req_set(r, "Sheet.Photo", f.p.token);
	return req_page(r, "student/collection_prints");
}
