/*
 * TensorFlow Lite behind five functions. tflite.c is the only file that
 * knows the runtime's names; it opens the library by path at run time, so
 * that a program starts, and can explain itself, where it is missing.
 */
#ifndef GP_IMAGE_TFLITE_H
#define GP_IMAGE_TFLITE_H

#include <stddef.h>

struct tflite;			/* the opened library */
struct tflite_net;		/* one model, ready to run; one thread */

/* PHOTO_EMODEL: `why` (may be NULL) gets a sentence. PHOTO_ENOMEM. */
int tflite_open(const char *path, struct tflite **out, char why[160]);
void tflite_close(struct tflite *t);

/* `model` must stay mapped, and `t` open, while the net lives. */
int tflite_net_new(const struct tflite *t, const void *model, size_t n,
    struct tflite_net **out);
void tflite_net_free(struct tflite_net *net);

/* The tensors' floats and how many; valid as long as the net. */
float *tflite_input(const struct tflite_net *net, size_t *count);
const float *tflite_output(const struct tflite_net *net, int i,
    size_t *count);
int tflite_run(struct tflite_net *net);		/* PHOTO_EMODEL */

#endif
