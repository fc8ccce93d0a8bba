/*
 * The reasons for which a photo goes back: ten by key, and own words.
 *   Reasons.<i>.{Field,Key,Text}, Form.<Field>, Form.Note
 */
#ifndef GP_ADMIN_WHY_H
#define GP_ADMIN_WHY_H

#include "admin.h"

#include "lib/domain/desk.h"

void why_show(struct req *r);
/* ERR_INPUT: nothing is ticked or written, or it is too long; the form says
 * so. */
enum err why_read(struct req *r, struct desk_why *out);

#endif
