/* See workbook.h: the zip, which of its parts is the sheet, shared texts and
 * styles. */
#include "workbook_internal.h"

#include <stdlib.h>
#include <string.h>

#define CHUNK 65536
#define FORMATS 4096		/* a workbook's own number formats */

/* What its parts say about each other. */
struct book {
	const char *folder;		/* of the workbook's part: "xl/" */
	const char *main, *sheet, *strings, *styles;	/* parts, or NULL */
	const char *sheet_id;		/* r:id of the first sheet shown */
	int in_cells;			/* inside cellXfs */
	long format[FORMATS];		/* ids of those that are dates */
	int formats;
};

/* --- parts ---------------------------------------------------------------- */

const char *workbook_local(const char *name)
{
	const char *colon = strrchr(name, ':');

	return colon ? colon + 1 : name;
}

const char *workbook_attribute(const char **list, const char *name)
{
	for (; *list; list += 2)
		if (!strcmp(workbook_local(*list), name))
			return list[1];
	return NULL;
}

void workbook_stop(struct workbook *w, enum err why)
{
	w->bad = why;
	XML_StopParser(w->xml, XML_FALSE);
}

/* Entities would need one. */
static void XMLCALL doctype(void *arg, const char *name, const char *system,
    const char *public, int internal)
{
	(void)name, (void)system, (void)public, (void)internal;
	workbook_stop(arg, ERR_INPUT);
}

static void XMLCALL characters(void *arg, const char *s, int n)
{
	struct workbook *w = arg;

	if (w->taking && w->text.n <= WORKBOOK_CELL)
		buf_add(&w->text, s, (size_t)n);
}

void workbook_part_end(struct workbook *w)
{
	if (w->xml)
		XML_ParserFree(w->xml);
	if (w->part)
		zip_fclose(w->part);
	w->xml = NULL;
	w->part = NULL;
}

enum err workbook_part(struct workbook *w, const char *name)
{
	workbook_part_end(w);
	w->part = zip_fopen(w->zip, name, 0);
	if (!w->part)
		return ERR_NOTFOUND;
	w->xml = XML_ParserCreate(NULL);
	if (!w->xml)
		return ERR_INTERNAL;
	w->unpacked = 0;
	w->bad = OK;
	w->taking = w->phonetic = 0;
	XML_SetUserData(w->xml, w);
	XML_SetStartDoctypeDeclHandler(w->xml, doctype);
	XML_SetCharacterDataHandler(w->xml, characters);
	return OK;
}

enum err workbook_feed(struct workbook *w)
{
	XML_ParsingStatus now;
	enum XML_Status s;
	char *p;
	zip_int64_t n;

	XML_GetParsingStatus(w->xml, &now);
	if (now.parsing == XML_FINISHED)
		return ERR_NOTFOUND;
	if (now.parsing == XML_SUSPENDED) {
		s = XML_ResumeParser(w->xml);
	} else {
		p = XML_GetBuffer(w->xml, CHUNK);
		n = p ? zip_fread(w->part, p, CHUNK) : -1;
		if (n < 0)
			return ERR_INPUT;
		w->unpacked += (size_t)n;
		if (w->unpacked > WORKBOOK_PART)
			return ERR_LIMIT;
		s = XML_ParseBuffer(w->xml, (int)n, n == 0);
	}
	if (s == XML_STATUS_ERROR)
		return w->bad != OK ? w->bad : ERR_INPUT;
	return OK;
}

/* Parses a part to its end; a part that is not there has nothing to say. */
static enum err whole(struct workbook *w, const char *name,
    XML_StartElementHandler start, XML_EndElementHandler end)
{
	enum err e = name ? workbook_part(w, name) : ERR_NOTFOUND;

	if (e != OK)
		return e == ERR_NOTFOUND ? OK : e;
	XML_SetElementHandler(w->xml, start, end);
	while ((e = workbook_feed(w)) == OK)
		;
	workbook_part_end(w);
	return e == ERR_NOTFOUND ? OK : e;
}

/* --- which parts ---------------------------------------------------------- */

static int ends(const char *s, const char *with)
{
	size_t n = strlen(s), m = strlen(with);

	return n >= m && !strcmp(s + n - m, with);
}

/* A target, relative to the part that names it, or from the root. */
static const char *target(struct workbook *w, const char *t)
{
	return *t == '/' ? arena_strdup(w->arena, t + 1) :
	    arena_printf(w->arena, "%s%s", w->book->folder, t);
}

static void XMLCALL relation(void *arg, const char *name, const char **a)
{
	struct workbook *w = arg;
	const char *type = workbook_attribute(a, "Type");
	const char *to = workbook_attribute(a, "Target");
	const char *id = workbook_attribute(a, "Id");
	struct book *b = w->book;

	if (strcmp(workbook_local(name), "Relationship") || !type || !to)
		return;
	if (ends(type, "/officeDocument"))
		b->main = target(w, to);
	else if (ends(type, "/sharedStrings"))
		b->strings = target(w, to);
	else if (ends(type, "/styles"))
		b->styles = target(w, to);
	else if (id && b->sheet_id && !strcmp(id, b->sheet_id))
		b->sheet = target(w, to);
}

static int is_true(const char *s)
{
	return s && (!strcmp(s, "1") || !strcmp(s, "true"));
}

static void XMLCALL book_start(void *arg, const char *name, const char **a)
{
	struct workbook *w = arg;
	const char *state = workbook_attribute(a, "state");
	const char *id = workbook_attribute(a, "id");

	name = workbook_local(name);
	if (!strcmp(name, "workbookPr"))
		w->from_1904 = is_true(workbook_attribute(a, "date1904"));
	else if (!strcmp(name, "sheet") && id && !w->book->sheet_id &&
	    (!state || !strcmp(state, "visible")))
		w->book->sheet_id = arena_strdup(w->arena, id);
}

/* From the root to the sheet. */
static enum err find_parts(struct workbook *w)
{
	struct book *b = w->book;
	const char *slash;
	enum err e;

	b->folder = "";
	e = whole(w, "_rels/.rels", relation, NULL);
	if (e == OK && !b->main)
		e = ERR_INPUT;
	if (e == OK)
		e = whole(w, b->main, book_start, NULL);
	if (e != OK)
		return e;
	slash = strrchr(b->main, '/');
	b->folder = slash ? arena_strndup(w->arena, b->main,
	    (size_t)(slash - b->main) + 1) : "";
	e = whole(w, arena_printf(w->arena, "%s_rels/%s.rels", b->folder,
	    b->main + strlen(b->folder)), relation, NULL);
	return e == OK && !b->sheet ? ERR_INPUT : e;
}

/* --- shared texts --------------------------------------------------------- */

static void XMLCALL text_start(void *arg, const char *name, const char **a)
{
	struct workbook *w = arg;

	(void)a;
	name = workbook_local(name);
	if (!strcmp(name, "si"))
		buf_reset(&w->text);
	else if (!strcmp(name, "rPh"))
		w->phonetic = 1;
	else if (!strcmp(name, "t"))
		w->taking = !w->phonetic;
}

/* Twice the room, in the arena. */
static void *grown(struct arena *a, const void *old, size_t used, size_t room)
{
	void *p = arena_alloc(a, room);

	if (used)
		memcpy(p, old, used);
	return p;
}

static void keep_text(struct workbook *w)
{
	w->shared_bytes += w->text.n + sizeof *w->shared;
	if (w->shared_bytes > WORKBOOK_TEXTS) {
		workbook_stop(w, ERR_LIMIT);
		return;
	}
	if (w->shareds == w->shared_cap) {
		w->shared_cap = w->shared_cap ? 2 * w->shared_cap : 1024;
		w->shared = grown(w->arena, w->shared, w->shareds *
		    sizeof *w->shared, w->shared_cap * sizeof *w->shared);
	}
	w->shared[w->shareds++] = arena_strndup(w->arena, w->text.n ?
	    w->text.p : "", w->text.n);
}

static void XMLCALL text_end(void *arg, const char *name)
{
	struct workbook *w = arg;

	name = workbook_local(name);
	if (!strcmp(name, "si"))
		keep_text(w);
	else if (!strcmp(name, "rPh"))
		w->phonetic = 0;
	else if (!strcmp(name, "t"))
		w->taking = 0;
}

/* --- styles --------------------------------------------------------------- */

/* A number format with a year, a day or an hour outside of quotes and
 * brackets (ECMA-376 part 1, 18.8.31). */
static int is_date_code(const char *s)
{
	for (; *s; s++) {
		if (*s == '"' || *s == '[') {
			s = strchr(s + 1, *s == '"' ? '"' : ']');
			if (!s)
				return 0;
		} else if (*s == '\\' || *s == '_' || *s == '*') {
			if (!*++s)
				return 0;
		} else if (strchr("ydhYDH", *s)) {
			return 1;
		}
	}
	return 0;
}

/* Formats that every workbook has (18.8.30, and those of East Asia). */
static int is_date_format(const struct book *b, long id)
{
	int i;

	if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) ||
	    (id >= 45 && id <= 47) || (id >= 50 && id <= 58))
		return 1;
	for (i = 0; i < b->formats && b->format[i] != id; i++)
		;
	return i < b->formats;
}

static void keep_style(struct workbook *w, long format)
{
	if (w->styles == w->style_cap) {
		w->style_cap = w->style_cap ? 2 * w->style_cap : 256;
		w->date = grown(w->arena, w->date, w->styles, w->style_cap);
	}
	w->date[w->styles++] = (unsigned char)is_date_format(w->book, format);
}

static void XMLCALL style_start(void *arg, const char *name, const char **a)
{
	struct workbook *w = arg;
	struct book *b = w->book;
	const char *text = workbook_attribute(a, "numFmtId");
	const char *code = workbook_attribute(a, "formatCode");
	long id = text ? strtol(text, NULL, 10) : 0;

	name = workbook_local(name);
	if (!strcmp(name, "cellXfs"))
		b->in_cells = 1;
	else if (!strcmp(name, "numFmt") && code && is_date_code(code) &&
	    b->formats < FORMATS)
		b->format[b->formats++] = id;
	else if (b->in_cells && !strcmp(name, "xf"))
		keep_style(w, id);
}

static void XMLCALL style_end(void *arg, const char *name)
{
	struct workbook *w = arg;

	if (!strcmp(workbook_local(name), "cellXfs"))
		w->book->in_cells = 0;
}

/* --- opening -------------------------------------------------------------- */

static void close_book(void *arg)
{
	struct workbook *w = arg;

	workbook_part_end(w);
	buf_free(&w->text);
	if (w->zip)
		zip_discard(w->zip);
}

static enum err open_zip(struct workbook *w, const void *p, size_t n)
{
	zip_source_t *from = zip_source_buffer_create(p, n, 0, NULL);

	if (!from)
		return ERR_INTERNAL;
	w->zip = zip_open_from_source(from, ZIP_RDONLY, NULL);
	if (!w->zip) {
		zip_source_free(from);
		return ERR_INPUT;
	}
	return zip_get_num_entries(w->zip, 0) > WORKBOOK_FILES ? ERR_LIMIT :
	    OK;
}

enum err workbook_open(struct arena *a, const void *p, size_t n,
    struct workbook **out)
{
	struct workbook *w = arena_alloc(a, sizeof *w);
	enum err e;

	memset(w, 0, sizeof *w);
	w->arena = a;
	w->book = arena_alloc(a, sizeof *w->book);
	memset(w->book, 0, sizeof *w->book);
	arena_defer(a, close_book, w);
	e = open_zip(w, p, n);
	if (e == OK)
		e = find_parts(w);
	if (e == OK)
		e = whole(w, w->book->strings, text_start, text_end);
	if (e == OK)
		e = whole(w, w->book->styles, style_start, style_end);
	if (e == OK)
		e = workbook_part(w, w->book->sheet);
	if (e == OK)
		workbook_rows_begin(w);
	*out = w;
	return e == ERR_NOTFOUND ? ERR_INPUT : e;
}
