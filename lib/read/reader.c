/* The models of reading: opened on first use, for one thread. */
#include "reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RUNTIME		"libonnxruntime.so"
#define FIND		"ch_PP-OCRv4_det_infer.onnx"
#define LINE		"ch_PP-OCRv4_rec_infer.onnx"
#define KEYS		"ppocr_keys_v1.txt"
#define KEYS_MOST	65536	/* bytes; the shipped list has 26 KB */

static char *path_of(const struct reader *rd, const char *name, char out[4096])
{
	snprintf(out, 4096, "%s/%s", rd->dir, name);
	return out;
}

struct reader *reader_new(const char *dir)
{
	struct reader *rd = calloc(1, sizeof *rd);

	if (rd)
		rd->dir = strdup(dir);
	if (!rd || !rd->dir) {
		fputs("out of memory\n", stderr);
		abort();
	}
	return rd;
}

/* Forgets the models, so that the next use tries again. */
static void unload(struct reader *rd)
{
	ort_net_free(rd->line);
	ort_net_free(rd->find);
	ort_close(rd->ort);
	free(rd->keys);
	free(rd->key);
	rd->line = rd->find = NULL;
	rd->ort = NULL;
	rd->keys = NULL;
	rd->key = NULL;
}

void reader_free(struct reader *rd)
{
	if (!rd)
		return;
	unload(rd);
	free(rd->dir);
	free(rd);
}

static enum err keys_bad(char *why, const char *path)
{
	if (why)
		snprintf(why, 160, "%.100s: not a list of characters; run "
		    "tools/fetch-models.sh", path);
	return ERR_INTERNAL;
}

/* The network's classes: a blank, the file's lines, the space. */
static enum err keys_split(struct reader *rd)
{
	char *p, *end;
	int n = 2;

	for (p = rd->keys; *p; p++)
		n += *p == '\n';
	rd->key = calloc((size_t)n, sizeof *rd->key);
	if (!rd->key)
		return ERR_INTERNAL;
	rd->classes = 0;
	rd->key[rd->classes++] = "";
	for (p = rd->keys; (end = strchr(p, '\n')) != NULL; p = end + 1) {
		*end = '\0';
		end[-(end > p && end[-1] == '\r')] = '\0';
		rd->key[rd->classes++] = p;
	}
	rd->key[rd->classes++] = " ";
	return OK;
}

static enum err keys_load(struct reader *rd, char *why)
{
	char path[4096];
	FILE *f = fopen(path_of(rd, KEYS, path), "re");
	size_t n = 0;

	rd->keys = malloc(KEYS_MOST);
	if (f && rd->keys)
		n = fread(rd->keys, 1, KEYS_MOST - 2, f);
	if (f)
		fclose(f);
	if (n < 2)
		return keys_bad(why, path);
	if (rd->keys[n - 1] != '\n')
		rd->keys[n++] = '\n';
	rd->keys[n] = '\0';
	return keys_split(rd) == OK ? OK : keys_bad(why, path);
}

enum err reader_load(struct reader *rd, char why[160])
{
	char path[4096];
	enum err e;

	if (rd->ort)
		return OK;
	e = keys_load(rd, why);
	if (e == OK)
		e = ort_open(path_of(rd, RUNTIME, path), &rd->ort, why);
	if (e == OK)
		e = ort_net_new(rd->ort, path_of(rd, FIND, path), &rd->find,
		    why);
	if (e == OK)
		e = ort_net_new(rd->ort, path_of(rd, LINE, path), &rd->line,
		    why);
	if (e != OK)
		unload(rd);
	return e;
}
