/* See clock.h. Only years 1000 to 9999, those of DATETIME, are written. */
#include "clock.h"

#include <time.h>

#define FIRST		INT64_C(-30610224000)	/* 1000-01-01 00:00:00 */
#define LAST		INT64_C(253402300799)	/* 9999-12-31 23:59:59 */
#define BEIJING		(8 * 3600)		/* no summer time since 1991 */

/* What a demonstration adds to the machine's time. Global to the process by
 * its nature: a page must not see two times. Set once, at start. */
static struct {
	int64_t offset;
} moved;

void clock_set_offset(int64_t seconds)
{
	moved.offset = seconds;
}

int64_t clock_now(void)
{
	return (int64_t)time(NULL) + moved.offset;
}

double clock_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

double clock_wall(void)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void format(int64_t t, int shift, const char *fmt, char *out,
    size_t size)
{
	struct tm tm;
	time_t s;

	if (t > LAST - shift)
		t = LAST - shift;
	s = (time_t)(t < FIRST ? FIRST : t) + shift;
	gmtime_r(&s, &tm);
	strftime(out, size, fmt, &tm);
}

void clock_sql(int64_t t, char out[20])
{
	format(t, 0, "%Y-%m-%d %H:%M:%S", out, 20);
}

void clock_beijing(int64_t t, char out[17])
{
	format(t, BEIJING, "%Y-%m-%d %H:%M", out, 17);
}

void clock_rfc3339(int64_t t, char out[26])
{
	format(t, BEIJING, "%Y-%m-%dT%H:%M:%S+08:00", out, 26);
}

static int is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Reads numbers as the pattern's 'd's stand; any other character of it must
 * be there as it is. Returns the rest of s, NULL where it does not fit. */
static const char *digits(const char *s, const char *pattern, int v[])
{
	int in = 0, n = 0;

	for (; *pattern; pattern++, s++) {
		if (*pattern != 'd') {
			if (*s != *pattern)
				return NULL;
			in = 0;
			continue;
		}
		if (!is_digit(*s))
			return NULL;
		if (!in)
			v[n++] = 0;
		in = 1;
		v[n - 1] = v[n - 1] * 10 + (*s - '0');
	}
	return s;
}

/* v: year, month, day, hour, minute, second. Leap seconds are not taken. */
static enum err join(const int v[6], int64_t *out)
{
	struct tm tm = {
		.tm_year = v[0] - 1900, .tm_mon = v[1] - 1, .tm_mday = v[2],
		.tm_hour = v[3], .tm_min = v[4], .tm_sec = v[5]
	};
	time_t t;

	if (v[0] < 1000 || v[3] > 23 || v[4] > 59 || v[5] > 59)
		return ERR_INPUT;
	t = timegm(&tm);
	/* timegm turns 30 February into 1 or 2 March: that is no date. */
	if (tm.tm_mon != v[1] - 1)
		return ERR_INPUT;
	*out = (int64_t)t;
	return OK;
}

enum err clock_from_sql(const char *s, int64_t *out)
{
	int v[6];

	s = digits(s, "dddd-dd-dd dd:dd:dd", v);
	if (!s || *s)
		return ERR_INPUT;
	return join(v, out);
}

/* "Z" or "+08:00" to seconds. */
static enum err zone(const char *s, int *out)
{
	int v[2], sign = *s == '-' ? -1 : 1;

	if (*s == 'Z' && !s[1]) {
		*out = 0;
		return OK;
	}
	if (*s != '+' && *s != '-')
		return ERR_INPUT;
	s = digits(s + 1, "dd:dd", v);
	if (!s || *s || v[0] > 23 || v[1] > 59)
		return ERR_INPUT;
	*out = sign * (v[0] * 3600 + v[1] * 60);
	return OK;
}

enum err clock_from_rfc3339(const char *s, int64_t *out)
{
	int v[6], shift;
	int64_t t;

	s = digits(s, "dddd-dd-ddTdd:dd:dd", v);
	if (!s || join(v, &t) != OK)
		return ERR_INPUT;
	if (*s == '.') {	/* parts of a second are dropped */
		if (!is_digit(*++s))
			return ERR_INPUT;
		while (is_digit(*s))
			s++;
	}
	if (zone(s, &shift) != OK)
		return ERR_INPUT;
	*out = t - shift;
	return OK;
}
