/* See secret.h. */
#include "secret.h"

#include "lib/base/log.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define SIZE (64 * 1024)

static enum err read_all(struct arena *a, const char *name, const char *path,
    int secret, char **out)
{
	struct stat st;
	FILE *f = fopen(path, "re");
	char *text;
	size_t n;

	if (!f) {
		log_error("%s: %s: %s", name, path, strerror(errno));
		return ERR_INPUT;
	}
	if (secret && (fstat(fileno(f), &st) || st.st_mode & 027)) {
		log_error("%s: %s: others may read it; chmod o=,g-w", name,
		    path);
		fclose(f);
		return ERR_INPUT;
	}
	text = arena_alloc(a, SIZE + 1);
	n = fread(text, 1, SIZE, f);
	fclose(f);
	if (strlen(text) != n || n == SIZE) {
		log_error("%s: %s: not a text", name, path);
		return ERR_INPUT;
	}
	*out = text;
	return OK;
}

enum err file_read(struct arena *a, const char *name, const char *path,
    char **out)
{
	return read_all(a, name, path, 0, out);
}

enum err secret_text(struct arena *a, const char *name, const char *path,
    char **out)
{
	return read_all(a, name, path, 1, out);
}

enum err secret_read(struct arena *a, const char *name, const char *path,
    char **out)
{
	char *text;
	enum err e = secret_text(a, name, path, &text);

	if (e != OK)
		return e;
	text[strcspn(text, "\r\n")] = '\0';
	if (!*text) {
		log_error("%s: %s: empty", name, path);
		return ERR_INPUT;
	}
	*out = text;
	return OK;
}
