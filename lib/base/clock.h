/*
 * The one clock. Stored times are UTC; pages show Beijing time (UTC+8).
 * In demonstration mode an offset in seconds moves it.
 */
#ifndef GP_BASE_CLOCK_H
#define GP_BASE_CLOCK_H

#include "err.h"

#include <stdint.h>

void clock_set_offset(int64_t seconds);
int64_t clock_now(void);	/* UTC seconds since 1970 */
double clock_ms(void);		/* monotonic, for durations only */
/* Seconds since 1970 with fractions, never moved: to compare with the time
 * another program of this machine has written down. */
double clock_wall(void);

/* "2026-11-22 22:01:37", UTC, as the database takes it. Times beyond the
 * years 1000 to 9999 are written as the first or last second of them. */
void clock_sql(int64_t t, char out[20]);
enum err clock_from_sql(const char *s, int64_t *out);
/* "2026-11-23 06:01" in Beijing, as pages show it. */
void clock_beijing(int64_t t, char out[17]);
/* RFC 3339 with +08:00, as WeChat Pay takes it. */
void clock_rfc3339(int64_t t, char out[26]);
enum err clock_from_rfc3339(const char *s, int64_t *out);

#endif
