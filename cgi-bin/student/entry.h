/* The campaign a visitor came for; see entry.c. */
#ifndef GP_STUDENT_ENTRY_H
#define GP_STUDENT_ENTRY_H

#include "cgi-bin/web/req.h"
#include "lib/db/campaigns.h"

/* Campaign.* of the page, where one is chosen. */
void entry_show_campaign(struct req *r);
/* 0: none is chosen. */
uint64_t entry_campaign_id(struct req *r);
/* Sets <name>.School, Name, Opens, Closes, Price, State and more; name is a
 * constant or a numbered list node. */
void entry_set_campaign(struct req *r, const char *name,
    const struct campaign *c);
/* When a campaign closes. One that closes as a day begins is open until 24:00
 * of the day before; "00:00" would be read as one day too many. */
void entry_set_deadline(struct req *r, const char *name, int64_t closes);
/* "passport" where the link for overseas students led here, else `usual`. */
const char *entry_type(const struct req *r, const char *usual);
/* One of two texts by the language of the page. */
const char *entry_lang(const struct req *r, const char *zh, const char *en);

#endif
