/* The photo profile a campaign asks for. */
#ifndef GP_WEB_PROFILE_H
#define GP_WEB_PROFILE_H

#include "req.h"

#include "lib/db/campaigns.h"
#include "lib/image/photo.h"

/* The campaign's profile with its own values over it. ERR_INTERNAL, logged,
 * where the file is missing or a value is bad. */
enum err campaign_profile(struct req *r, const struct campaign *c,
    struct photo_profile *out);

#endif
