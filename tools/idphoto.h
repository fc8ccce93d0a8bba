/*
 * What the commands of idphoto share.
 */
#ifndef GP_TOOLS_IDPHOTO_H
#define GP_TOOLS_IDPHOTO_H

#include "lib/image/photo.h"

enum exit_code {
	EXIT_GOOD = 0, EXIT_REFUSED = 1, EXIT_USAGE = 2, EXIT_UNREADABLE = 3
};

/* Options and words of the command line, and what they open. */
struct tool {
	const char *profile_name, *report, *matte;
	const char *models_dir, *profiles_dir, *segmenter, *mattes;
	const char *walls;		/* bench --mattes: "one" a person */
	const char *processes;		/* bench: how many at once */
	const char *certificate, *key, *original, *size, *paper;
	const char *landmarks, *tops;
	const char *in, *out;
	struct photo_profile profile;
	struct photo_models *models;
	struct photo_engine *engine;
};

/* The whole file, at most PHOTO_MAX_BYTES; *data is the caller's to free.
 * Otherwise says why and returns the exit code. */
int tool_read(const char *path, uint8_t **data, size_t *n);

/* Whole or not at all; "-" is standard output. Returns the exit code. */
int tool_write(const char *path, const void *data, size_t n);

/* Says what went wrong with a picture; returns the exit code for it. */
int tool_explain(const char *path, enum photo_err e);

/* The certificate of a made photo, to t->certificate. */
int certificate_write(const struct tool *t, const struct photo_report *r);

int verify_run(struct tool *t);		/* exit code */
int sheet_run(struct tool *t);		/* exit code */
int bench_run(struct tool *t);		/* exit code */
int mattes_run(struct tool *t);		/* exit code */
int key_run(struct tool *t);		/* exit code */
int landmarks_run(struct tool *t);	/* exit code */

#endif
