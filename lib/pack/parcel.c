/* See parcel.h. */
#include "parcel.h"

#include "lib/base/csv.h"
#include "lib/base/parse.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <zip.h>

struct parcel {
	zip_t *zip;
	struct parcel_file *file;
	zip_uint64_t *index;		/* of the zip */
	int n;
};

static void close_zip(void *zip)
{
	zip_discard(zip);
}

static const char *base_of(const char *name)
{
	const char *s, *base = name;

	for (s = name; *s; s++)
		if (*s == '/' || *s == '\\')
			base = s + 1;
	return base;
}

/* A part of the path is `part`. */
static int has_part(const char *name, const char *part)
{
	size_t n;

	for (;; name += n + 1) {
		n = strcspn(name, "/\\");
		if (n == strlen(part) && !memcmp(name, part, n))
			return 1;
		if (!name[n])
			return 0;
	}
}

static int is_litter(const char *name, const char *base)
{
	return !*base || has_part(name, "__MACOSX") ||
	    !strncmp(base, "._", 2) || !strcmp(base, ".DS_Store") ||
	    !strcasecmp(base, "Thumbs.db") ||
	    !strcasecmp(base, "desktop.ini");
}

static int leads_out(const char *name)
{
	return *name == '/' || *name == '\\' || (name[0] && name[1] == ':') ||
	    has_part(name, "..");
}

/* UTF-8, or made so; NULL: neither. */
static const char *readable(struct arena *a, const char *raw)
{
	enum csv_encoding encoding;
	char *text;

	if (csv_text(a, raw, strlen(raw), &text, &encoding) != OK ||
	    !parse_utf8(text, strlen(text)))
		return NULL;
	return text;
}

static int is_link(zip_t *zip, zip_uint64_t i)
{
	zip_uint8_t system;
	zip_uint32_t attributes;
	mode_t mode;

	if (zip_file_get_external_attributes(zip, i, 0, &system,
	    &attributes) || system != ZIP_OPSYS_UNIX)
		return 0;
	mode = (mode_t)(attributes >> 16);
	return (mode & S_IFMT) && !S_ISREG(mode) && !S_ISDIR(mode);
}

static enum parcel_fault fault_of(zip_t *zip, zip_uint64_t i,
    const zip_stat_t *s, const char *name)
{
	if (!name)
		return PARCEL_NAME;
	if (leads_out(name))
		return PARCEL_PATH;
	if (is_link(zip, i))
		return PARCEL_LINK;
	if ((s->valid & ZIP_STAT_ENCRYPTION_METHOD) &&
	    s->encryption_method != ZIP_EM_NONE)
		return PARCEL_LOCKED;
	if (!s->size)
		return PARCEL_EMPTY;
	return s->size > PARCEL_FILE ? PARCEL_LARGE : PARCEL_GOOD;
}

static enum err add(struct parcel *p, struct arena *a, zip_uint64_t i,
    zip_uint64_t *total)
{
	struct parcel_file *f = &p->file[p->n];
	const char *raw = zip_get_name(p->zip, i, ZIP_FL_ENC_RAW), *name;
	zip_stat_t s;

	if (!raw || zip_stat_index(p->zip, i, 0, &s) ||
	    !(s.valid & ZIP_STAT_SIZE))
		return ERR_INPUT;
	name = readable(a, raw);
	if (name && is_litter(name, base_of(name)))
		return OK;
	*total += s.size;
	f->name = name ? name : "?";
	f->base = base_of(f->name);
	f->bytes = (size_t)s.size;
	f->fault = fault_of(p->zip, i, &s, name);
	p->index[p->n++] = i;
	return *total > PARCEL_BYTES ? ERR_LIMIT : OK;
}

enum err parcel_open(struct arena *a, const char *file, struct parcel **out)
{
	struct parcel *p = arena_alloc(a, sizeof *p);
	zip_uint64_t i, n, total = 0;
	enum err e = OK;

	p->n = 0;
	p->zip = zip_open(file, ZIP_RDONLY, NULL);
	if (!p->zip)
		return ERR_INPUT;
	arena_defer(a, close_zip, p->zip);
	n = (zip_uint64_t)zip_get_num_entries(p->zip, 0);
	if (n > PARCEL_FILES)
		return ERR_LIMIT;
	p->file = arena_alloc(a, (n + 1) * sizeof *p->file);
	p->index = arena_alloc(a, (n + 1) * sizeof *p->index);
	for (i = 0; i < n && e == OK; i++)
		e = add(p, a, i, &total);
	*out = p;
	return e;
}

int parcel_files(const struct parcel *p)
{
	return p->n;
}

const struct parcel_file *parcel_file(const struct parcel *p, int i)
{
	return &p->file[i];
}

enum err parcel_read(struct parcel *p, int i, uint8_t **data, size_t *n)
{
	size_t size = p->file[i].bytes, got = 0;
	zip_file_t *f = zip_fopen_index(p->zip, p->index[i], 0);
	uint8_t *buf = f ? malloc(size + 1) : NULL;
	zip_int64_t r = -1;

	/* One byte more shows whether the zip lied; at the end libzip has
	 * compared the sum. */
	if (buf)
		while ((r = zip_fread(f, buf + got, size + 1 - got)) > 0 &&
		    got + (size_t)r <= size)
			got += (size_t)r;
	if (f)
		zip_fclose(f);
	if (r != 0 || got != size) {
		free(buf);
		return ERR_INPUT;
	}
	*data = buf;
	*n = got;
	return OK;
}
