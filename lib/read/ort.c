/*
 * The header of ONNX Runtime comes in no package that is small enough, and
 * OrtApi only ever grows at its end: so the few functions that are used are
 * named here by their place in it.
 */
#include "ort.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define API_VERSION	17	/* any release from 1.17 on has it */
#define FLOAT32		1	/* ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT */
#define LOG_FATAL	4
#define OPTIMIZE_ALL	99
#define ARENA		1	/* OrtArenaAllocator */
#define MEM_DEFAULT	0

struct status;		/* OrtStatus, ...: only ever pointers to us */
struct env;
struct options;
struct session;
struct value;
struct memory;
struct shape;
struct allocator;

/* OrtApi (onnxruntime_c_api.h); each gap is functions that nobody needs. */
struct api {
	void *gap0[2];
	const char *(*error_message)(struct status *);
	struct status *(*env_new)(int, const char *, struct env **);
	void *gap4[2];
	struct status *(*telemetry_off)(struct env *);
	struct status *(*session_new)(struct env *, const char *,
	    struct options *, struct session **);
	void *gap8[1];
	struct status *(*run)(struct session *, const void *,
	    const char *const *, struct value *const *, size_t,
	    const char *const *, size_t, struct value **);
	struct status *(*options_new)(struct options **);
	void *gap11[6];
	struct status *(*mem_pattern_off)(struct options *);
	void *gap18[1];
	struct status *(*arena_off)(struct options *);
	void *gap20[3];
	struct status *(*set_optimization)(struct options *, int);
	struct status *(*set_intra_threads)(struct options *, int);
	struct status *(*set_inter_threads)(struct options *, int);
	void *gap26[10];
	struct status *(*input_name)(struct session *, size_t,
	    struct allocator *, char **);
	struct status *(*output_name)(struct session *, size_t,
	    struct allocator *, char **);
	void *gap38[11];
	struct status *(*tensor_new)(struct memory *, void *, size_t,
	    const int64_t *, size_t, int, struct value **);
	void *gap50[1];
	struct status *(*tensor_data)(struct value *, void **);
	void *gap52[9];
	struct status *(*shape_count)(struct shape *, size_t *);
	struct status *(*shape_dims)(struct shape *, int64_t *, size_t);
	void *gap63[2];
	struct status *(*tensor_shape)(struct value *, struct shape **);
	void *gap66[3];
	struct status *(*memory_new)(int, int, struct memory **);
	void *gap70[6];
	struct status *(*allocator_free)(struct allocator *, void *);
	void *gap77[1];
	struct status *(*allocator)(struct allocator **);
	void *gap79[13];
	void (*env_free)(struct env *);
	void (*status_free)(struct status *);
	void (*memory_free)(struct memory *);
	void (*session_free)(struct session *);
	void (*value_free)(struct value *);
	void *gap97[2];
	void (*shape_free)(struct shape *);
	void (*options_free)(struct options *);	/* function 100 */
};

_Static_assert(offsetof(struct api, options_free) == 100 * sizeof(void *),
    "a gap is wrong");

struct base {
	const struct api *(*api)(uint32_t version);
	const char *(*version)(void);
};

struct ort {
	void *lib;
	const struct api *api;
	struct env *env;
	struct memory *memory;
};

struct ort_net {
	struct ort *o;
	struct session *session;
	char *input, *output;	/* names */
	struct value *out;	/* of the last run */
};

static enum err done(struct ort *o, struct status *s, char *why)
{
	if (!s)
		return OK;
	if (why)
		snprintf(why, 160, "ONNX Runtime: %.140s",
		    o->api->error_message(s));
	o->api->status_free(s);
	return ERR_INTERNAL;
}

static enum err load(struct ort *o, const char *path, char *why)
{
	const struct base *(*get)(void) = NULL;
	const struct base *b;

	/* NODELETE: its threads' and the processor's tables outlive it. */
	o->lib = dlopen(path, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
	if (o->lib)
		*(void **)&get = dlsym(o->lib, "OrtGetApiBase");
	b = get ? get() : NULL;
	o->api = b ? b->api(API_VERSION) : NULL;
	if (o->api)
		return OK;
	if (why)
		snprintf(why, 160, "%.100s: %s", path,
		    b ? "too old" : "not ONNX Runtime, or missing; run "
		    "tools/fetch-models.sh");
	return ERR_INTERNAL;
}

enum err ort_open(const char *path, struct ort **out, char why[160])
{
	struct ort *o = calloc(1, sizeof *o);
	enum err e;

	if (!o)
		return ERR_INTERNAL;
	e = load(o, path, why);
	if (e == OK)
		e = done(o, o->api->env_new(LOG_FATAL,
		    "gradphoto", &o->env), why);
	if (e == OK)
		e = done(o, o->api->telemetry_off(o->env),
		    why);
	if (e == OK)
		e = done(o, o->api->memory_new(ARENA,
		    MEM_DEFAULT, &o->memory), why);
	if (e == OK)
		*out = o;
	else
		ort_close(o);
	return e;
}

void ort_close(struct ort *o)
{
	if (!o)
		return;
	if (o->api) {
		o->api->memory_free(o->memory);
		o->api->env_free(o->env);
	}
	if (o->lib)
		dlclose(o->lib);
	free(o);
}

/* One thread; without the arena a process keeps a third of the memory. */
static enum err options_new(struct ort *o, struct options **out, char *why)
{
	struct options *s = NULL;
	enum err e;

	e = done(o, o->api->options_new(&s), why);
	if (e == OK)
		e = done(o, o->api->arena_off(s), why);
	if (e == OK)
		e = done(o, o->api->mem_pattern_off(s),
		    why);
	if (e == OK)
		e = done(o, o->api->set_optimization(s,
		    OPTIMIZE_ALL), why);
	if (e == OK)
		e = done(o, o->api->set_intra_threads(s, 1),
		    why);
	if (e == OK)
		e = done(o, o->api->set_inter_threads(s, 1),
		    why);
	if (e == OK)
		*out = s;
	else
		o->api->options_free(s);
	return e;
}

static enum err name_of(struct ort_net *n, int output, char **out, char *why)
{
	struct allocator *a = NULL;
	char *s = NULL;
	enum err e;

	e = done(n->o, n->o->api->allocator(&a), why);
	if (e == OK)
		e = done(n->o, (output ? n->o->api->output_name :
		    n->o->api->input_name)(n->session, 0, a, &s), why);
	if (e != OK)
		return e;
	*out = strdup(s);
	e = done(n->o, n->o->api->allocator_free(a, s), why);
	return *out ? e : ERR_INTERNAL;
}

enum err ort_net_new(struct ort *o, const char *file, struct ort_net **out,
    char why[160])
{
	struct ort_net *n = calloc(1, sizeof *n);
	struct options *s = NULL;
	enum err e;

	if (!n)
		return ERR_INTERNAL;
	n->o = o;
	e = options_new(o, &s, why);
	if (e == OK)
		e = done(o, o->api->session_new(o->env,
		    file, s, &n->session), why);
	o->api->options_free(s);
	if (e == OK)
		e = name_of(n, 0, &n->input, why);
	if (e == OK)
		e = name_of(n, 1, &n->output, why);
	if (e == OK)
		*out = n;
	else
		ort_net_free(n);
	return e;
}

void ort_net_free(struct ort_net *n)
{
	if (!n)
		return;
	n->o->api->value_free(n->out);
	n->o->api->session_free(n->session);
	free(n->input);
	free(n->output);
	free(n);
}

static enum err shape_of(struct ort *o, struct value *v, int64_t dims[4])
{
	struct shape *s = NULL;
	size_t i, k = 0;
	enum err e;

	e = done(o, o->api->tensor_shape(v, &s), NULL);
	if (e == OK)
		e = done(o, o->api->shape_count(s, &k),
		    NULL);
	if (e == OK && (k < 1 || k > 4))
		e = ERR_INTERNAL;
	if (e == OK)
		e = done(o, o->api->shape_dims(s, dims, k),
		    NULL);
	for (i = k; i < 4; i++)
		dims[i] = 1;
	o->api->shape_free(s);
	return e;
}

enum err ort_run(struct ort_net *n, float *in, int height, int width,
    const float **out, int64_t dims[4])
{
	int64_t shape[4] = { 1, 3, height, width };
	size_t bytes = sizeof *in * 3 * (size_t)height * (size_t)width;
	const char *in_name = n->input, *out_name = n->output;
	struct ort *o = n->o;
	struct value *v = NULL;
	void *data = NULL;
	enum err e;

	o->api->value_free(n->out);
	n->out = NULL;
	e = done(o, o->api->tensor_new(o->memory, in,
	    bytes, shape, 4, FLOAT32, &v), NULL);
	if (e == OK)
		e = done(o, o->api->run(n->session, NULL, &in_name,
		    &v, 1, &out_name, 1,
		    &n->out), NULL);
	o->api->value_free(v);
	if (e == OK)
		e = shape_of(o, n->out, dims);
	if (e == OK)
		e = done(o, o->api->tensor_data(n->out, &data),
		    NULL);
	if (e == OK)
		*out = data;
	return e;
}
