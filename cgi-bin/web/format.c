/* Times and money as people of the request's language write them. */
#include "req.h"

#include "lib/base/clock.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* at is "2026-11-23 06:01" or the day of it; clock is "06:01". */
static const char *day_and_clock(struct req *r, const char *at,
    const char *clock)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	unsigned y, m, d;

	if (sscanf(at, "%4u-%2u-%2u", &y, &m, &d) != 3 || m < 1 || m > 12)
		return at;
	if (strcmp(r->lang, "en") == 0)
		return arena_printf(r->arena, "%u %.3s %u, %s", d,
		    months + 3 * (m - 1), y, clock);
	return arena_printf(r->arena, "%u年%u月%u日 %s", y, m, d, clock);
}

const char *req_time(struct req *r, int64_t utc)
{
	char at[17];

	if (!utc)
		return "";
	clock_beijing(utc, at);
	return arena_strdup(r->arena, day_and_clock(r, at, at + 11));
}

const char *req_deadline(struct req *r, int64_t utc)
{
	char at[17], before[17];

	clock_beijing(utc, at);
	clock_beijing(utc - 1, before);
	if (strcmp(at + 11, "00:00") == 0)
		return arena_strdup(r->arena,
		    day_and_clock(r, before, "24:00"));
	return arena_strdup(r->arena, day_and_clock(r, at, at + 11));
}

/* In English a bare yen sign is Japan's. */
const char *req_fen(struct req *r, int64_t fen)
{
	uint64_t n = fen < 0 ? 0 - (uint64_t)fen : (uint64_t)fen;

	return arena_printf(r->arena, "%s%s%" PRIu64 ".%02" PRIu64,
	    fen < 0 ? "-" : "", strcmp(r->lang, "en") == 0 ? "CN¥" : "¥",
	    n / 100, n % 100);
}

void req_set_fen(struct req *r, const char *name, int64_t fen)
{
	req_set(r, name, req_fen(r, fen));
}

void req_set_time(struct req *r, const char *name, int64_t utc)
{
	req_set(r, name, req_time(r, utc));
}
