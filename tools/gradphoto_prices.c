/* gradphoto prices: what a campaign's prints and parcels cost. Orders that
 * are there keep what they were made with. */
#include "gradphoto.h"

#include "lib/base/parse.h"
#include "lib/db/campaigns.h"
#include "lib/db/prices.h"
#include "lib/domain/campaign_edit.h"
#include "lib/domain/regions.h"
#include "lib/image/print.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define PHOTOS_MAX 50

static const struct option_row none[] = { { .name = NULL } };

static int
refuse(const char *what, const char *value)
{
	fprintf(stderr, "gradphoto: %s: %s\n", what, value);
	return EXIT_REFUSED;
}

static enum err
get_campaign(struct tool *t, const char *feature, struct campaign *out)
{
	enum err e = campaign_by_feature(t->db, t->arena, feature, out);

	if (e == ERR_NOTFOUND)
		refuse("no such campaign", feature);
	return e;
}

static int
change(struct tool *t, const struct campaign *c, const struct price_change *ch)
{
	enum err e = campaign_price(t->db, t->arena, c->id, ch, "operator",
	    getuid());

	if (e == ERR_LIMIT)
		return refuse("the campaign has as many sizes as it may",
		    ch->set->size);
	return e == OK ? EXIT_GOOD : EXIT_REFUSED;
}

/* --- list ----------------------------------------------------------- */

static void
print_fen(const char *what, int64_t fen)
{
	printf("%s%lld.%02lld yuan\n", what, (long long)fen / 100,
	    (long long)fen % 100);
}

int
command_prices_list(struct tool *t, int argc, char **argv)
{
	struct print_price list[PRICES_MAX];
	struct postage postage[POSTAGE_MAX];
	struct campaign c;
	const char *feature;
	int i, n, posts;

	if (options_read(none, argc, argv, &feature, 1) != OK)
		return EXIT_USAGE;
	if (get_campaign(t, feature, &c) != OK ||
	    price_list(t->db, t->arena, c.id, list, &n) != OK ||
	    postage_list(t->db, t->arena, c.id, postage, &posts) != OK)
		return EXIT_REFUSED;
	print_fen("without prints  ", c.price_fen);
	print_fen("with prints     ", c.price_prints_fen);
	for (i = 0; i < n; i++)
		print_fen(arena_printf(t->arena, "%-15s %2d photos%s, "
		    "a further set ", list[i].size, list[i].photos,
		    list[i].included ? ", one set included" : ""),
		    list[i].set_fen);
	for (i = 0; i < posts; i++)
		print_fen(arena_printf(t->arena, "postage %-7s ",
		    *postage[i].province ? postage[i].province : "usual"),
		    postage[i].fen);
	return EXIT_GOOD;
}

/* --- size, drop ------------------------------------------------------ */

static enum err
check_size(struct tool *t, const char *photos, const char *price,
    struct print_price *p)
{
	uint64_t n;

	if (!print_size_find(p->size)) {
		refuse("not a size of idphoto print", p->size);
		return ERR_INPUT;
	}
	if (parse_u64(photos, &n) != OK || n < 1 || n > PHOTOS_MAX) {
		refuse("1 to 50 photos in a set, please", photos);
		return ERR_INPUT;
	}
	p->photos = (int)n;
	if (parse_fen(price, &p->set_fen) != OK || p->set_fen > 100000) {
		refuse("not a price in yuan, 1000 at most", price);
		return ERR_INPUT;
	}
	p->size = arena_strdup(t->arena, p->size);
	return OK;
}

int
command_prices_size(struct tool *t, int argc, char **argv)
{
	const char *word[2], *photos = NULL, *price = NULL;
	struct print_price p = { .id = 0 };
	const struct option_row table[] = {
		{ .name = "--photos", .required = 1, .value = &photos },
		{ .name = "--price", .required = 1, .value = &price },
		{ .name = "--included", .flag = &p.included },
		{ .name = NULL },
	};
	const struct price_change ch = { .set = &p };
	struct campaign c;

	if (options_read(table, argc, argv, word, 2) != OK)
		return EXIT_USAGE;
	p.size = word[1];
	if (check_size(t, photos, price, &p) != OK ||
	    get_campaign(t, word[0], &c) != OK)
		return EXIT_REFUSED;
	return change(t, &c, &ch);
}

int
command_prices_drop(struct tool *t, int argc, char **argv)
{
	const char *word[2];
	struct price_change ch = { .set = NULL };
	struct campaign c;

	if (options_read(none, argc, argv, word, 2) != OK)
		return EXIT_USAGE;
	if (get_campaign(t, word[0], &c) != OK)
		return EXIT_REFUSED;
	ch.drop = word[1];
	return change(t, &c, &ch);
}

/* --- postage --------------------------------------------------------- */

/* "65" or "650000" */
static enum err
check_province(struct tool *t, const char *province, struct postage *p)
{
	struct regions all;
	char code[8];

	p->province = "";
	if (!province)
		return OK;
	snprintf(code, sizeof code, "%.2s0000", province);
	if (strlen(province) < 2 || (strlen(province) > 2 &&
	    strcmp(province, code)))
		code[0] = '\0';
	if (regions_load(conf_text(t->conf, "regions_file"), t->arena,
	    &all) != OK)
		return ERR_INTERNAL;
	if (!region_find(&all, code)) {
		refuse("not the code of a province (31, 650000)", province);
		return ERR_INPUT;
	}
	p->province = arena_strndup(t->arena, code, 2);
	return OK;
}

int
command_prices_postage(struct tool *t, int argc, char **argv)
{
	const char *word[2], *province = NULL;
	const struct option_row table[] = {
		{ .name = "--province", .value = &province },
		{ .name = NULL },
	};
	struct postage p;
	const struct price_change ch = { .postage = &p };
	struct campaign c;

	if (options_read(table, argc, argv, word, 2) != OK)
		return EXIT_USAGE;
	if (parse_fen(word[1], &p.fen) != OK || p.fen > 100000)
		return refuse("not a price in yuan, 1000 at most", word[1]);
	if (check_province(t, province, &p) != OK ||
	    get_campaign(t, word[0], &c) != OK)
		return EXIT_REFUSED;
	return change(t, &c, &ch);
}
