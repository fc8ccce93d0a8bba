/* See archive.h. */
#include "archive.h"

#include "lib/base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

struct archive {
	zip_t *zip;			/* NULL: closed */
	const struct archive_hooks *hooks;
	struct arena *arena;		/* of the one file that is open */
	int stopped;			/* goes_on() has said so */
	char file[];
};

/* A file whose bytes come by hooks->bytes. */
struct part {
	struct archive *z;
	uint8_t *p;
	size_t n, size, at;
	zip_error_t error;
	char key[];
};

enum err archive_new(const char *file, const struct archive_hooks *hooks,
    struct archive **out)
{
	struct archive *z = calloc(1, sizeof *z + strlen(file) + 1);
	int code = 0;

	if (!z)
		log_abort("archive: out of memory");
	memcpy(z->file, file, strlen(file) + 1);
	z->hooks = hooks;
	z->arena = arena_new();
	z->zip = zip_open(file, ZIP_CREATE | ZIP_TRUNCATE, &code);
	if (!z->zip) {
		log_error("archive: can't be opened, libzip's error %d",
		    code);
		archive_free(z);
		return ERR_INTERNAL;
	}
	*out = z;
	return OK;
}

static zip_int64_t open_part(struct part *t)
{
	arena_reset(t->z->arena);
	t->at = 0;
	if (t->z->hooks->bytes(t->z->hooks->arg, t->z->arena, t->key, &t->p,
	    &t->n) == OK && t->n == t->size)
		return 0;
	zip_error_set(&t->error, ZIP_ER_READ, 0);
	return -1;
}

static zip_int64_t read_part(struct part *t, void *to, zip_uint64_t n)
{
	if (n > t->n - t->at)
		n = t->n - t->at;
	memcpy(to, t->p + t->at, n);
	t->at += n;
	return (zip_int64_t)n;
}

static zip_int64_t stat_part(const struct part *t, zip_stat_t *st)
{
	zip_stat_init(st);
	st->valid = ZIP_STAT_SIZE;
	st->size = t->size;
	return sizeof *st;
}

static zip_int64_t free_part(struct part *t)
{
	zip_error_fini(&t->error);
	free(t);
	return 0;
}

static zip_int64_t source(void *arg, void *data, zip_uint64_t n,
    zip_source_cmd_t command)
{
	struct part *t = arg;

	switch (command) {
	case ZIP_SOURCE_OPEN: return open_part(t);
	case ZIP_SOURCE_READ: return read_part(t, data, n);
	case ZIP_SOURCE_CLOSE: return 0;
	case ZIP_SOURCE_STAT: return stat_part(t, data);
	case ZIP_SOURCE_ERROR: return zip_error_to_data(&t->error, data, n);
	case ZIP_SOURCE_FREE: return free_part(t);
	case ZIP_SOURCE_SUPPORTS:
		return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN,
		    ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT,
		    ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
	default:
		zip_error_set(&t->error, ZIP_ER_OPNOTSUPP, 0);
		return -1;
	}
}

/* Takes the source, also on failure. */
static enum err add(struct archive *z, const char *name, zip_source_t *s,
    int method)
{
	zip_int64_t i = s ? zip_file_add(z->zip, name, s, ZIP_FL_ENC_UTF_8) :
	    -1;

	if (i >= 0 && zip_set_file_compression(z->zip, (zip_uint64_t)i,
	    method, 0) == 0)
		return OK;
	if (i < 0 && s)
		zip_source_free(s);
	if (zip_error_code_zip(zip_get_error(z->zip)) == ZIP_ER_EXISTS)
		return ERR_CONFLICT;
	log_error("archive: %s", zip_strerror(z->zip));
	return ERR_INTERNAL;
}

enum err archive_add(struct archive *z, const char *name, const char *key,
    size_t n)
{
	struct part *t = calloc(1, sizeof *t + strlen(key) + 1);
	zip_source_t *s;

	if (!t)
		log_abort("archive: out of memory");
	t->z = z;
	t->size = n;
	memcpy(t->key, key, strlen(key) + 1);
	zip_error_init(&t->error);
	s = zip_source_function(z->zip, source, t);
	if (!s)
		free(t);
	return add(z, name, s, ZIP_CM_STORE);
}

enum err archive_add_file(struct archive *z, const char *name,
    const char *path)
{
	return add(z, name, zip_source_file(z->zip, path, 0, -1),
	    ZIP_CM_DEFLATE);
}

/* libzip asks after each file. */
static int stop(zip_t *zip, void *arg)
{
	(void)zip;
	return ((const struct archive *)arg)->stopped;
}

static void progress(zip_t *zip, double done, void *arg)
{
	struct archive *z = arg;

	(void)zip;
	if (!z->hooks->goes_on(z->hooks->arg, (int)(done * 1000)))
		z->stopped = 1;
}

/* libzip renames, but leaves it to the system when the bytes get there: a
 * package that is called made must be there after a power cut. */
static enum err sync_path(const char *path, int flags)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | flags);
	int bad = fd < 0 || fsync(fd) < 0;

	if (bad)
		log_error("archive: not on the disk: %s", strerror(errno));
	if (fd >= 0)
		close(fd);
	return bad ? ERR_INTERNAL : OK;
}

static enum err sync_file(struct archive *z)
{
	char *slash = strrchr(z->file, '/');
	enum err e = sync_path(z->file, 0);

	if (slash)
		*slash = '\0';
	return e != OK ? e : sync_path(!slash ? "." : *z->file ? z->file :
	    "/", O_DIRECTORY);
}

enum err archive_close(struct archive *z)
{
	enum err e = OK;

	zip_register_progress_callback_with_state(z->zip, 0.001, progress,
	    NULL, z);
	zip_register_cancel_callback_with_state(z->zip, stop, NULL, z);
	if (zip_close(z->zip) != 0) {
		e = zip_error_code_zip(zip_get_error(z->zip)) ==
		    ZIP_ER_CANCELLED ? ERR_CONFLICT : ERR_INTERNAL;
		if (e == ERR_INTERNAL)
			log_error("archive: %s", zip_strerror(z->zip));
		zip_discard(z->zip);
	}
	z->zip = NULL;
	return e == OK ? sync_file(z) : e;
}

void archive_free(struct archive *z)
{
	if (!z)
		return;
	if (z->zip)
		zip_discard(z->zip);
	arena_free(z->arena);
	free(z);
}
