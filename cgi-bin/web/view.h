/*
 * ClearSilver, used for HDF and templates only. Templates are parsed once a
 * process (and language files read once); a page is rendered into memory
 * before any header is sent. The only file that knows ClearSilver is view.c.
 *
 * Every page gets: Page.Lang, Page.Here, Page.Csrf, Page.Demo, Page.Flash,
 * Page.RequestId, User.LoggedIn (1 or absent), and the texts of all
 * templates/lang/<area>.<lang>.hdf under Text.*. A template names its title
 * before the frame:
 *	<?cs set:Page.Title = Text.Orders.Title ?>
 *	<?cs include:"layout/top.cs" ?> ... <?cs include:"layout/bottom.cs" ?>
 */
#ifndef GP_WEB_VIEW_H
#define GP_WEB_VIEW_H

#include "lib/base/buf.h"
#include "lib/base/err.h"

struct view;
struct hdf;

enum err view_open(const char *templates_dir, struct view **out);
void view_close(struct view *v);

struct hdf *hdf_new(void);
void hdf_free(struct hdf *h);
void hdf_set(struct hdf *h, const char *name, const char *value);
const char *hdf_get(struct hdf *h, const char *name);	/* or NULL */
/* For tests of templates: adds the values of a file in HDF syntax; calls
 * leaf with the full name of every value. */
enum err hdf_load(struct hdf *h, const char *file);
void hdf_walk(struct hdf *h, void (*leaf)(void *arg, const char *name,
    const char *value), void *arg);

/* Renders <templates_dir>/<view>.cs with the texts of lang. */
enum err view_render(struct view *v, const char *view, const char *lang,
    struct hdf *h, struct buf *out);
const char *view_text(struct view *v, const char *lang, const char *key);

#endif
