/*
 * How long things take, for struct photo_ms. Processor time is what a photo
 * costs; the clock also shows what else the machine was doing.
 */
#include "pipeline.h"

#include <sys/resource.h>
#include <time.h>

static double read_ms(clockid_t id)
{
	struct timespec t;

	clock_gettime(id, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

double wall_ms(void)
{
	return read_ms(CLOCK_MONOTONIC);
}

double stage_ms(void)
{
	struct rusage u;

	getrusage(RUSAGE_CHILDREN, &u);
	return read_ms(CLOCK_PROCESS_CPUTIME_ID) +
	    (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1e3 +
	    (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e3;
}
