/*
 * One interpreter for each model, for one thread of one process.
 */
#include "engine.h"

#include "attention.h"
#include "internal.h"
#include "pipeline.h"
#include "tflite.h"

#include <stdlib.h>
#include <string.h>

#define OUTPUTS		7
#define PERSON_LEAST	64
#define PERSON_MOST	1024

struct photo_engine {
	struct tflite_net *net[NETS];
	double spent;		/* processor milliseconds in the networks */
	int runs;
	char segmenter[65];
};

static const struct {
	size_t in, out[OUTPUTS];
} shapes[NETS] = {
	[NET_FACE] = { FACE_SIDE * FACE_SIDE * 3,
	    { FACE_ANCHORS * FACE_VALUES, FACE_ANCHORS } },
	[NET_MESH] = { MESH_SIDE * MESH_SIDE * 3, { MESH_POINTS * 3, 1 } },
	[NET_ATTENTION] = { MESH_SIDE * MESH_SIDE * 3, { MESH_POINTS * 3,
	    2 * LIP_POINTS, 2 * EYE_POINTS, 2 * EYE_POINTS,
	    2 * IRIS_POINTS, 2 * IRIS_POINTS, 1 } },
};

/* n of a segmenter's n * n * 3 inputs and n * n outputs; 0: no such shape */
static int person_side(const struct tflite_net *net)
{
	size_t in, first, second, n;

	tflite_input(net, &in);
	tflite_output(net, 0, &first);
	tflite_output(net, 1, &second);
	for (n = PERSON_LEAST; n < PERSON_MOST && n * n * 3 < in; n++)
		;
	return n * n * 3 == in && n * n == first && second == 0 ? (int)n : 0;
}

/* A model of another shape would be read past its end: refuse it here. */
static int fits(const struct tflite_net *net, enum net kind)
{
	size_t n;
	int i;

	if (kind == NET_PERSON)
		return person_side(net) > 0;
	tflite_input(net, &n);
	if (n != shapes[kind].in)
		return 0;
	for (i = 0; i < OUTPUTS; i++) {
		tflite_output(net, i, &n);
		if (n != shapes[kind].out[i])
			return 0;
	}
	return 1;
}

int photo_engine_new(const struct photo_models *m, struct photo_engine **out)
{
	struct photo_engine *e;
	int i, err = PHOTO_OK;

	if ((e = calloc(1, sizeof *e)) == NULL)
		return PHOTO_ENOMEM;
	for (i = 0; i < NETS && err == PHOTO_OK; i++) {
		err = tflite_net_new(m->runtime, m->file[i].data,
		    m->file[i].len, &e->net[i]);
		if (err == PHOTO_OK && !fits(e->net[i], i))
			err = PHOTO_EMODEL;
		if (err == PHOTO_OK) {
			size_t n;
			float *in = tflite_input(e->net[i], &n);

			memset(in, 0, n * sizeof *in);
			err = tflite_run(e->net[i]);
		}
	}
	if (err != PHOTO_OK) {
		photo_engine_free(e);
		return err;
	}
	sha256_hex(m->file[NET_PERSON].data, m->file[NET_PERSON].len,
	    e->segmenter);
	*out = e;
	return PHOTO_OK;
}

const char *engine_segmenter(const struct photo_engine *e)
{
	return e->segmenter;
}

void photo_engine_free(struct photo_engine *e)
{
	int i;

	if (e == NULL)
		return;
	for (i = 0; i < NETS; i++)
		tflite_net_free(e->net[i]);
	free(e);
}

float *engine_input(struct photo_engine *e, enum net net)
{
	size_t n;

	return tflite_input(e->net[net], &n);
}

int engine_person_side(const struct photo_engine *e)
{
	return person_side(e->net[NET_PERSON]);
}

int engine_run(struct photo_engine *e, enum net net)
{
	double start = stage_ms();
	int err = tflite_run(e->net[net]);

	e->spent += stage_ms() - start;
	e->runs++;
	return err;
}

double engine_spent(const struct photo_engine *e, int *runs)
{
	*runs = e->runs;
	return e->spent;
}

const float *engine_output(const struct photo_engine *e, enum net net, int i)
{
	size_t n;

	return tflite_output(e->net[net], i, &n);
}
