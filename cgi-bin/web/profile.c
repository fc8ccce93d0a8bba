/*
 * A campaign names a profile of etc/profiles and may set some of its values.
 */
#include "profile.h"

#include "lib/base/log.h"
#include "lib/base/parse.h"

#include <string.h>

enum err campaign_profile(struct req *r, const struct campaign *c,
    struct photo_profile *out)
{
	char *lines = arena_strdup(r->arena, c->profile_overrides);
	char *line, *value, why[160];

	if (photo_profile_load(conf_text(r->conf, "profiles_dir"),
	    c->profile_base, out, why) != PHOTO_OK) {
		log_error("%s", why);
		return ERR_INTERNAL;
	}
	while ((line = strsep(&lines, "\n"))) {
		parse_trim(line);
		if (!*line)
			continue;
		value = strchr(line, '=');
		if (value)
			*value++ = '\0';
		else
			value = line + strlen(line);
		parse_trim(line);
		parse_trim(value);
		if (photo_profile_set(out, line, value) == PHOTO_OK)
			continue;
		log_error("campaign %llu: bad profile value of '%.40s'",
		    (unsigned long long)c->id, line);
		return ERR_INTERNAL;
	}
	return OK;
}
