/*
 * A campaign names a profile of etc/profiles and may set some of its values.
 */
#include "profile.h"

#include "lib/base/log.h"

enum err campaign_profile(struct req *r, const struct campaign *c,
    struct photo_profile *out)
{
	char why[160];

	if (photo_profile_load(conf_text(r->conf, "profiles_dir"),
	    c->profile_base, out, why) == PHOTO_OK &&
	    photo_profile_over(out, c->profile_overrides, why) == PHOTO_OK)
		return OK;
	log_error("campaign %llu: %s", (unsigned long long)c->id, why);
	return ERR_INTERNAL;
}
