/*
 * The TensorFlow Lite 2.9 C library, opened with dlopen. Its package has a
 * header, but without the XNNPACK and custom-op functions that the library
 * exports, so the few names used are declared here and no header is needed.
 */
#include "tflite.h"

#include "photo.h"
#include "tflite_op.h"

#include <dlfcn.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct model;		/* TfLiteModel, ... : only ever pointers to us */
struct options;
struct interpreter;
struct delegate;
struct tensor;

/* TfLiteXNNPackDelegateOptions: its size is in no header of the package, so
 * more zeroes follow than any release reads. Calling ...OptionsDefault would
 * return the unknown size by value over our stack. */
struct delegate_options {
	int32_t num_threads;
	uint32_t flags;
	void *weights_cache;
	char rest[240];
};

struct tflite {
	void *lib;
	struct model *(*model_new)(const void *, size_t);
	void (*model_free)(struct model *);
	struct options *(*options_new)(void);
	void (*options_free)(struct options *);
	void (*set_threads)(struct options *, int32_t);
	void (*set_reporter)(struct options *,
	    void (*)(void *, const char *, va_list), void *);
	void (*add_delegate)(struct options *, struct delegate *);
	void (*add_op)(struct options *, const char *,
	    const struct registration *, int32_t, int32_t);
	struct delegate *(*delegate_new)(const struct delegate_options *);
	void (*delegate_free)(struct delegate *);
	struct interpreter *(*interpreter_new)(const struct model *,
	    const struct options *);
	void (*interpreter_free)(struct interpreter *);
	int (*allocate)(struct interpreter *);
	int (*invoke)(struct interpreter *);
	int32_t (*output_count)(const struct interpreter *);
	struct tensor *(*input)(const struct interpreter *, int32_t);
	const struct tensor *(*output)(const struct interpreter *, int32_t);
	int (*type)(const struct tensor *);
	size_t (*bytes)(const struct tensor *);
	void *(*data)(const struct tensor *);
};

struct tflite_net {
	const struct tflite *t;
	struct model *model;
	struct options *options;
	struct delegate *delegate;
	struct interpreter *interpreter;
};

#define FLOAT32 1	/* kTfLiteFloat32 */

static const struct {
	const char *name;
	size_t at;
} symbols[] = {
	{ "TfLiteModelCreate", offsetof(struct tflite, model_new) },
	{ "TfLiteModelDelete", offsetof(struct tflite, model_free) },
	{ "TfLiteInterpreterOptionsCreate",
	    offsetof(struct tflite, options_new) },
	{ "TfLiteInterpreterOptionsDelete",
	    offsetof(struct tflite, options_free) },
	{ "TfLiteInterpreterOptionsSetNumThreads",
	    offsetof(struct tflite, set_threads) },
	{ "TfLiteInterpreterOptionsSetErrorReporter",
	    offsetof(struct tflite, set_reporter) },
	{ "TfLiteInterpreterOptionsAddDelegate",
	    offsetof(struct tflite, add_delegate) },
	{ "TfLiteInterpreterOptionsAddCustomOp",
	    offsetof(struct tflite, add_op) },
	{ "TfLiteXNNPackDelegateCreate",
	    offsetof(struct tflite, delegate_new) },
	{ "TfLiteXNNPackDelegateDelete",
	    offsetof(struct tflite, delegate_free) },
	{ "TfLiteInterpreterCreate",
	    offsetof(struct tflite, interpreter_new) },
	{ "TfLiteInterpreterDelete",
	    offsetof(struct tflite, interpreter_free) },
	{ "TfLiteInterpreterAllocateTensors",
	    offsetof(struct tflite, allocate) },
	{ "TfLiteInterpreterInvoke", offsetof(struct tflite, invoke) },
	{ "TfLiteInterpreterGetOutputTensorCount",
	    offsetof(struct tflite, output_count) },
	{ "TfLiteInterpreterGetInputTensor", offsetof(struct tflite, input) },
	{ "TfLiteInterpreterGetOutputTensor",
	    offsetof(struct tflite, output) },
	{ "TfLiteTensorType", offsetof(struct tflite, type) },
	{ "TfLiteTensorByteSize", offsetof(struct tflite, bytes) },
	{ "TfLiteTensorData", offsetof(struct tflite, data) },
};

static void explain(char *why, const char *what, const char *detail)
{
	if (why != NULL)
		snprintf(why, 160, "%s: %s", what, detail);
}

int tflite_open(const char *path, struct tflite **out, char why[160])
{
	struct tflite *t;
	size_t i;

	if ((t = calloc(1, sizeof *t)) == NULL)
		return PHOTO_ENOMEM;
	/* NODELETE: it keeps one-time tables of the processor, which each
	 * unloading would leak. */
	t->lib = dlopen(path, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
	if (t->lib == NULL) {
		explain(why, "cannot open the runtime", dlerror());
		tflite_close(t);
		return PHOTO_EMODEL;
	}
	for (i = 0; i < sizeof symbols / sizeof *symbols; i++) {
		void *fn = dlsym(t->lib, symbols[i].name);

		if (fn == NULL) {
			explain(why, path, symbols[i].name);
			tflite_close(t);
			return PHOTO_EMODEL;
		}
		/* POSIX lets a dlsym result be stored through void **. */
		*(void **)((char *)t + symbols[i].at) = fn;
	}
	*out = t;
	return PHOTO_OK;
}

void tflite_close(struct tflite *t)
{
	if (t == NULL)
		return;
	if (t->lib != NULL)
		dlclose(t->lib);
	free(t);
}

/* The library would print to stderr; our callers get PHOTO_EMODEL instead. */
static void keep_quiet(void *user, const char *format, va_list args)
{
	(void)user;
	(void)format;
	(void)args;
}

/* XNNPACK takes over every node of this op; reaching this means it did not,
 * and a slow path that nobody tests is worse than saying so. */
static int refuse(void *context, void *node)
{
	(void)context;
	(void)node;
	return 1;
}

/* selfie_segmentation.tflite uses MediaPipe's own op. A model that has a
 * name without a registration does not load. */
static const struct registration transpose_bias = {
	.invoke = refuse,
	.custom_name = "Convolution2DTransposeBias",
	.version = 1,
};

static void add_ops(const struct tflite *t, struct options *options)
{
	int i;

	t->add_op(options, transpose_bias.custom_name, &transpose_bias, 1, 1);
	for (i = 0; i < ATTENTION_OPS; i++)
		t->add_op(options, attention_ops[i].custom_name,
		    &attention_ops[i], 2, 2);
}

int tflite_net_new(const struct tflite *t, const void *model, size_t n,
    struct tflite_net **out)
{
	static const struct delegate_options one = { .num_threads = 1 };
	struct tflite_net *net;

	if ((net = calloc(1, sizeof *net)) == NULL)
		return PHOTO_ENOMEM;
	net->t = t;
	net->model = t->model_new(model, n);
	net->options = t->options_new();
	net->delegate = t->delegate_new(&one);
	if (net->model == NULL || net->options == NULL ||
	    net->delegate == NULL)
		goto bad;
	t->set_threads(net->options, 1);
	t->set_reporter(net->options, keep_quiet, NULL);
	add_ops(t, net->options);
	t->add_delegate(net->options, net->delegate);
	net->interpreter = t->interpreter_new(net->model, net->options);
	if (net->interpreter == NULL || t->allocate(net->interpreter) != 0 ||
	    t->type(t->input(net->interpreter, 0)) != FLOAT32)
		goto bad;
	*out = net;
	return PHOTO_OK;
bad:
	tflite_net_free(net);
	return PHOTO_EMODEL;
}

void tflite_net_free(struct tflite_net *net)
{
	if (net == NULL)
		return;
	/* The interpreter uses the delegate until it is gone. */
	if (net->interpreter != NULL)
		net->t->interpreter_free(net->interpreter);
	if (net->delegate != NULL)
		net->t->delegate_free(net->delegate);
	if (net->options != NULL)
		net->t->options_free(net->options);
	if (net->model != NULL)
		net->t->model_free(net->model);
	free(net);
}

float *tflite_input(const struct tflite_net *net, size_t *count)
{
	struct tensor *in = net->t->input(net->interpreter, 0);

	*count = net->t->bytes(in) / sizeof(float);
	return net->t->data(in);
}

const float *tflite_output(const struct tflite_net *net, int i, size_t *count)
{
	const struct tensor *o;

	*count = 0;
	if (i >= net->t->output_count(net->interpreter))
		return NULL;
	o = net->t->output(net->interpreter, i);
	if (net->t->type(o) != FLOAT32)
		return NULL;
	*count = net->t->bytes(o) / sizeof(float);
	return net->t->data(o);
}

int tflite_run(struct tflite_net *net)
{
	return net->t->invoke(net->interpreter) == 0 ? PHOTO_OK :
	    PHOTO_EMODEL;
}
