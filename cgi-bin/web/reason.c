/* See reason.h. */
#include "reason.h"
#include "view.h"

#include "lib/base/parse.h"
#include "lib/image/photo.h"

#include <string.h>

/* The key of an id within an area of lang/; a dot would be a level. */
static const char *key_of(struct req *r, const char *area, const char *id)
{
	char *key = arena_printf(r->arena, "%s%s", area, id);
	char *p = key + strlen(area);

	for (; *p; p++)
		if (*p == '.')
			*p = '_';
	return key;
}

/* NULL where lang/ has none. */
static const char *text(struct req *r, const char *lang, const char *key)
{
	const char *s = view_text(r->view, lang, key);

	return s && strcmp(s, key) != 0 ? s : NULL;
}

const char *reason_text(struct req *r, const char *lang, const char *id)
{
	const struct photo_rule *rule = photo_rule_find(id);

	if (rule)
		return strcmp(lang, "en") ? rule->zh : rule->en;
	return text(r, lang, key_of(r, "Text.Reason.", id));
}

const char *reason_name(struct req *r, const char *id)
{
	const char *s = text(r, r->lang, key_of(r, "Text.Rule.", id));

	return s ? s : id;
}

const char *reason_id(struct req *r, const char *ids, int i)
{
	for (; i > 0 && *ids; i--) {
		ids += strcspn(ids, ",");
		ids += *ids == ',';
	}
	return *ids ? arena_strndup(r->arena, ids, strcspn(ids, ",")) : NULL;
}

/* "a；b": NULL where b would make it too long. */
static const char *join(struct req *r, const char *lang, const char *a,
    const char *b, size_t max)
{
	const char *s = !*a ? b : arena_printf(r->arena, "%s%s%s", a,
	    strcmp(lang, "en") ? "；" : "; ", b);

	return max && parse_chars(s) > max ? NULL : s;
}

const char *reason_words(struct req *r, const char *lang, const char *ids,
    const char *note, size_t max)
{
	const char *all = note, *id, *s;
	int i;

	for (i = 0; (id = reason_id(r, ids, i)); i++) {
		s = reason_text(r, lang, id);
		s = s ? join(r, lang, all, s, max) : NULL;
		if (s)
			all = s;
	}
	return all;
}
