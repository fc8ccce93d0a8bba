/* See lang.h. */
#include "lang.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char zh[] = "zh-CN", en[] = "en";

static const char *exact(const char *s)
{
	if (s && !strcmp(s, zh))
		return zh;
	return s && !strcmp(s, en) ? en : NULL;
}

/* "zh-TW;q=0.8" -> zh; any kind of Chinese is better served by ours. */
static const char *tag(const char *s)
{
	if (!strncasecmp(s, "zh", 2))
		return zh;
	return strncasecmp(s, "en", 2) ? NULL : en;
}

/* Thousandths; "q=" missing is 1. */
static int quality(const char *s, const char *end)
{
	const char *q = memmem(s, (size_t)(end - s), "q=", 2);
	int v = 0, scale = 100;

	if (!q || q[2] != '0')
		return 1000;
	for (q += 3 + (q[3] == '.'); q < end && scale; q++, scale /= 10) {
		if (*q < '0' || *q > '9')
			break;
		v += (*q - '0') * scale;
	}
	return v;
}

static const char *accepted(const char *s)
{
	const char *best = NULL, *end, *lang;
	int best_q = 0, q;

	for (; *s; s = end + (*end == ',')) {
		s += strspn(s, " \t");
		end = s + strcspn(s, ",");
		lang = tag(s);
		q = quality(s, end);
		if (lang && q > best_q) {
			best = lang;
			best_q = q;
		}
	}
	return best;
}

const char *lang_choose(const char *cookie, const char *account,
    const char *accept)
{
	const char *s = exact(cookie);

	if (!s)
		s = exact(account);
	if (!s && accept)
		s = accepted(accept);
	return s ? s : zh;
}
