/*
 * ONNX Runtime, opened at run time so that programs start, and can explain,
 * where it is missing. One network, one input, one output.
 */
#ifndef GP_READ_ORT_H
#define GP_READ_ORT_H

#include "lib/base/err.h"

#include <stddef.h>
#include <stdint.h>

struct ort;
struct ort_net;

/* ERR_INTERNAL: `why` gets a sentence. */
enum err ort_open(const char *path, struct ort **out, char why[160]);
void ort_close(struct ort *o);

enum err ort_net_new(struct ort *o, const char *file, struct ort_net **out,
    char why[160]);
void ort_net_free(struct ort_net *n);

/* in: 1 x 3 x height x width. What comes out, with its up to four
 * dimensions (the rest are 1), belongs to the net until its next run. */
enum err ort_run(struct ort_net *n, float *in, int height, int width,
    const float **out, int64_t dims[4]);

#endif
