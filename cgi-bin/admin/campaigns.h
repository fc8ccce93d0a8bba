/*
 * What the pages of one campaign share: the one that ":token" names, where
 * the registrar is the whole school's.
 */
#ifndef GP_ADMIN_CAMPAIGNS_H
#define GP_ADMIN_CAMPAIGNS_H

#include "admin.h"

#include "lib/db/campaigns.h"

/* 0, or an answer already made: 404. Sets Campaign.{Token,Name,School,Kind,
 * Feature,Profile,Poster,State}; State: before, open, over. */
int campaign_load(struct req *r, struct campaign *out);
/* The page of one, its form filled. */
int campaign_page(struct req *r, int status, const struct campaign *c);
/* Sizes.<i>.{Name,Size,Photos,Price,Included}: the prints it sells, All.<i>.
 * {Name,Size}: all sizes there are; Postage.<i>.{Code,Name,Price}. */
enum err campaign_prices_show(struct req *r, uint64_t campaign);
/* "20.00" */
const char *campaign_yuan(struct req *r, int64_t fen);

#endif
