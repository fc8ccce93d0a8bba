/*
 * What a stranger's bytes reach first: photo_decode, at the working size and
 * with everything that follows decoding, and photo_jpeg_read. libFuzzer calls
 * this by its own name; replay.c does where there is no libFuzzer.
 *
 * A picture must not cost more than the processor time a photo process has.
 * Sanitizers make our own code a few times slower, so this is the limit for
 * it too, and a generous one only for the decoders, which are Debian's.
 */
#include "lib/image/internal.h"
#include "lib/image/pipeline.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#define LIMIT_S 2.0

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* Of this process and of the children that decoded for it, in seconds. */
static double cpu(void)
{
	static const int who[] = { RUSAGE_SELF, RUSAGE_CHILDREN };
	struct rusage u;
	double s = 0;
	int i;

	for (i = 0; i < 2; i++) {
		getrusage(who[i], &u);
		s += (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
		    (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
	}
	return s;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct photo_image *im = NULL;
	struct photo_input info;
	struct photo_jpeg jpeg;
	double scale, s = cpu();

	photo_decode(data, n, WORK_SIDE, &info, &scale, &im);
	photo_image_free(im);
	photo_jpeg_read(data, n, &jpeg);
	s = cpu() - s;
	if (s > LIMIT_S) {
		fprintf(stderr, "%.2f s of processor time\n", s);
		abort();
	}
	return 0;
}
