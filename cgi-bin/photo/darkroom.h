/* The photo program: one route, and what each process has to answer it. */
#ifndef GP_PHOTO_DARKROOM_H
#define GP_PHOTO_DARKROOM_H

#include "cgi-bin/web/route.h"

struct photo_engine;
struct photo_image;

extern const struct route photo_routes[];

/* req.program: made after the fork, from models mapped before it. */
struct darkroom {
	struct photo_engine *engine;
};

/* Stores the original as every browser can show it. ERR_NOTFOUND: it can't be
 * made, and the photo goes without. */
enum err shown_store(struct req *r, const struct photo_image *input,
    char sha256[65]);

int photo_post(struct req *r);
int photo_get_back(struct req *r);

#endif
