/*
 * The model files, mapped read-only so that processes forked later share
 * their pages, and the runtime library that runs them.
 */
#include "engine.h"
#include "tflite.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define RUNTIME "libtensorflowlite_c.so"

static const char *const files[NETS] = {
	[NET_FACE] = "face_detection_short_range.tflite",
	[NET_MESH] = "face_landmark.tflite",
	[NET_ATTENTION] = "face_landmark_with_attention.tflite",
	[NET_PERSON] = "selfie_segmentation.tflite",
};

static int complain(char *why, const char *path, const char *problem)
{
	if (why != NULL)
		snprintf(why, 160, "%.80s: %.30s; run tools/fetch-models.sh",
		    path, problem);
	return PHOTO_EMODEL;
}

static int map_file(const char *path, struct model_file *out, char *why)
{
	struct stat st;
	void *p = MAP_FAILED;
	int fd;

	if ((fd = open(path, O_RDONLY | O_CLOEXEC)) < 0)
		return complain(why, path, strerror(errno));
	if (fstat(fd, &st) == 0 && st.st_size > 8)
		p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd,
		    0);
	close(fd);
	if (p == MAP_FAILED)
		return complain(why, path, "not a model file");
	out->data = p;
	out->len = (size_t)st.st_size;
	/* A flatbuffer's file identifier follows its root offset. */
	if (memcmp((const char *)p + 4, "TFL3", 4) != 0)
		return complain(why, path, "not a model file");
	return PHOTO_OK;
}

int photo_models_open(const char *dir, struct photo_models **out, char why[160])
{
	struct photo_models *m;
	char path[4096];
	int i, err = PHOTO_OK;

	if ((m = calloc(1, sizeof *m)) == NULL)
		return PHOTO_ENOMEM;
	for (i = 0; i < NETS && err == PHOTO_OK; i++) {
		snprintf(path, sizeof path, "%s/%s", dir, files[i]);
		err = map_file(path, &m->file[i], why);
	}
	if (err == PHOTO_OK) {
		snprintf(path, sizeof path, "%s/" RUNTIME, dir);
		err = tflite_open(path, &m->runtime, why);
	}
	if (err != PHOTO_OK) {
		photo_models_free(m);
		return err;
	}
	*out = m;
	return PHOTO_OK;
}

int photo_models_segmenter(struct photo_models *m, const char *file,
    char why[160])
{
	struct model_file own = { NULL, 0 };
	int err = map_file(file, &own, why);

	if (err != PHOTO_OK) {
		if (own.data != NULL)
			munmap((void *)own.data, own.len);
		return err;
	}
	munmap((void *)m->file[NET_PERSON].data, m->file[NET_PERSON].len);
	m->file[NET_PERSON] = own;
	return PHOTO_OK;
}

void photo_models_free(struct photo_models *m)
{
	int i;

	if (m == NULL)
		return;
	for (i = 0; i < NETS; i++)
		if (m->file[i].data != NULL)
			munmap((void *)m->file[i].data, m->file[i].len);
	tflite_close(m->runtime);
	free(m);
}
