/*
 * What an operation of ours sees of the TensorFlow Lite 2.9 runtime
 * (lite/c/common.h of that release, 64-bit). Only tflite.c and the files
 * that implement operations include this.
 */
#ifndef GP_IMAGE_TFLITE_OP_H
#define GP_IMAGE_TFLITE_OP_H

#include <stddef.h>
#include <stdint.h>

struct op_ints {		/* TfLiteIntArray */
	int size;
	int data[];
};

struct op_tensor {		/* TfLiteTensor */
	int type;
	float *data;
	const struct op_ints *dims;
	char rest[88];
};

struct op_context {		/* TfLiteContext, its beginning */
	size_t count;
	void *plan;
	struct op_tensor *tensor;
};

struct op_node {		/* TfLiteNode, its beginning */
	const struct op_ints *in, *out;
	const void *intermediates, *temporaries;
	void *user;		/* what init returned */
};

struct registration {		/* TfLiteRegistration */
	void *(*init)(void *context, const char *options, size_t n);
	void (*free)(void *context, void *user);
	int (*prepare)(void *context, void *node);
	int (*invoke)(void *context, void *node);	/* 0: done */
	const char *(*profiling)(const void *, const void *);
	int32_t builtin_code;
	const char *custom_name;
	int version;
};

/* The three of face_landmark_with_attention.tflite. */
#define ATTENTION_OPS 3
extern const struct registration attention_ops[ATTENTION_OPS];

#endif
