/*
 * photo.fcgi: takes the shots of the camera page. Models are mapped before
 * the fork, so that processes share their memory; each makes and warms its
 * own engine after it.
 */
#include "darkroom.h"

#include "cgi-bin/web/program.h"
#include "lib/base/log.h"
#include "lib/image/certificate.h"
#include "lib/image/photo.h"
#include "lib/service/service.h"

#include <stdlib.h>

static enum err prepare(const struct conf *c, void **shared)
{
	const char *own = conf_text(c, "segmenter");
	struct photo_models *models;
	char why[160];

	if (photo_models_open(conf_text(c, "models_dir"), &models, why) !=
	    PHOTO_OK) {
		log_error("%s", why);
		return ERR_INTERNAL;
	}
	if (*own != '\0' && photo_models_segmenter(models, own, why) !=
	    PHOTO_OK) {
		log_error("%s", why);
		photo_models_free(models);
		return ERR_INTERNAL;
	}
	*shared = models;
	return OK;
}

/* A picture that wants more gets PHOTO_ENOMEM instead of the machine. */
static void limit_memory(const struct conf *c)
{
	if (photo_limit_memory((size_t)conf_int(c, "photo_memory_mb") << 20))
		log_warn("the memory limit can't be set");
}

static enum err load_key(const struct conf *c, struct darkroom *d)
{
	const char *file = conf_text(c, "certificate_key_file");
	char why[160];

	if (!*file)
		return OK;
	d->key = certificate_key_private(file, why);
	if (d->key)
		return OK;
	log_error("%s", why);
	return ERR_INTERNAL;
}

static enum err begin(const struct conf *c, void *shared, void **own)
{
	struct darkroom *d = calloc(1, sizeof *d);

	if (!d)
		log_abort("photo: out of memory");
	if (photo_engine_new(shared, &d->engine) != PHOTO_OK) {
		log_error("photo: the models can't be run");
		free(d);
		return ERR_INTERNAL;
	}
	if (load_key(c, d) != OK) {
		free(d);
		return ERR_INTERNAL;
	}
	limit_memory(c);
	*own = d;
	return OK;
}

int main(int argc, char **argv)
{
	static const struct program photo = {
		.name = "photo",
		.routes = photo_routes,
		.prepare = prepare,
		.begin = begin,
		.recycle_conf = "photo_recycle",
		.limit_conf = "photo_seconds",
		.services = SERVICE_FILES,
	};

	return web_main(&photo, argc, argv);
}
