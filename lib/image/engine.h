/*
 * Which models there are, and how the rest of the core runs them. The shapes
 * are checked once, in engine.c, so callers may index without looking.
 */
#ifndef GP_IMAGE_ENGINE_H
#define GP_IMAGE_ENGINE_H

#include <stddef.h>

#include "photo.h"

enum net {
	NET_FACE,	/* 128, RGB -1..1; 896 x 16 boxes and 896 logits */
	NET_MESH,	/* 192, RGB 0..1; 468 x 3 points and a presence logit */
	NET_ATTENTION,	/* 192, RGB 0..1; as NET_MESH with six outputs more:
			 * lips, eyes, irises (attention.h), presence last */
	NET_PERSON,	/* n, RGB 0..1; n x n probabilities */
	NETS
};

#define FACE_SIDE	128
#define FACE_ANCHORS	896
#define FACE_VALUES	16
#define MESH_SIDE	192
#define MESH_POINTS	468
#define PERSON_SIDE	256	/* the shipped segmenter's n */

struct model_file {
	const void *data;
	size_t len;
};

struct photo_models {
	struct tflite *runtime;
	struct model_file file[NETS];
};

/* The input to fill: side * side * 3 floats, rows top to bottom. */
float *engine_input(struct photo_engine *e, enum net net);
int engine_run(struct photo_engine *e, enum net net);	/* EMODEL */
/* Processor milliseconds of all runs so far, and how many they were. */
double engine_spent(const struct photo_engine *e, int *runs);
/* n of the segmenter, which may be the operator's own */
int engine_person_side(const struct photo_engine *e);
/* SHA-256 of the segmenter's file, 64 hexadecimal digits. */
const char *engine_segmenter(const struct photo_engine *e);
const float *engine_output(const struct photo_engine *e, enum net net,
    int i);

#endif
