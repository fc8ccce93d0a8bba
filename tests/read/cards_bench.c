/*
 * How well cards are read: specimens FROM to FROM + COUNT - 1, each degraded
 * by its seed, as a table. -v: a line for each that is not all right.
 * usage: cards_bench MODELS FROM COUNT [-v] | --write SEED FILE [plain|back]
 */
#include "lib/read/read.h"

#include "specimen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

struct tally {
	int n, front, number, name, sex, people, birth, address;
	int certain, wrong, name_certain, name_wrong;
};

static const struct {
	const char *what;
	int least, most;
} sizes[] = {
	{ "300 to 450 px", 300, 450 }, { "450 to 700 px", 450, 700 },
	{ "700 to 1200 px", 700, 1200 }, { "1200 to 3000 px", 1200, 3001 },
};

#define SIZES	4
#define GLARES	4

static double cpu_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int by_value(const void *a, const void *b)
{
	const double *p = a, *q = b;

	return *p < *q ? -1 : *p > *q;
}

static void count(struct tally *t, const struct specimen_person *p,
    const struct read_card *c)
{
	int right = !strcmp(c->number.text, p->number);
	int name = !strcmp(c->name.text, p->name);

	t->n++;
	t->front += c->seen == READ_CARD_FRONT;
	t->number += right;
	t->name += name;
	t->sex += !strcmp(c->sex.text, p->sex);
	t->people += !strcmp(c->ethnicity.text, p->ethnicity);
	t->birth += !strcmp(c->birth.text, p->birth);
	t->address += !strcmp(c->address.text, p->address);
	t->certain += c->number.certain;
	t->wrong += c->number.certain && !right;
	t->name_certain += c->name.sure >= 0.8;
	t->name_wrong += c->name.sure >= 0.8 && !name;
}

static void row(const char *what, const struct tally *t)
{
	double n = t->n ? t->n / 100.0 : 1;

	printf("%-18s %5d %6.1f %6.1f %6.1f %6.1f %6.1f %6.1f %8.1f %5d "
	    "%7.1f %5d\n", what, t->n, t->number / n, t->name / n,
	    t->sex / n, t->people / n, t->birth / n, t->address / n,
	    t->certain / n, t->wrong, t->name_certain / n, t->name_wrong);
}

static void explain(int seed, const struct specimen_person *p,
    const struct specimen_shot *s, const struct read_card *c)
{
	if (!strcmp(c->number.text, p->number) &&
	    !strcmp(c->name.text, p->name))
		return;
	printf("%d: %d px, fill %.2f, turned %d, tilt %.0f, blur %.1f, noise "
	    "%.0f, glare %.1f, q %d\n    %s %s %s -> %d %s%s %s%s %.2f %s %s "
	    "%s\n", seed, s->side, s->fill, s->turned, s->tilt, s->blur,
	    s->noise, s->glare, s->quality, p->number, p->name, p->birth,
	    (int)c->seen, c->number.text, c->number.certain ? "!" : "",
	    c->name.text, c->name.sure >= 0.8 ? "!" : "", c->name.sure,
	    c->sex.text, c->birth.text, c->ethnicity.text);
}

static uint8_t *make(uint64_t seed, int plain, struct specimen_person *p,
    struct specimen_shot *s, size_t *n)
{
	struct photo_image *card;
	uint8_t *jpeg;

	specimen_person(seed, p);
	specimen_shot(seed, s);
	if (plain)
		specimen_plain(s);
	card = plain == 2 ? specimen_back("20180801", "20380801", seed) :
	    specimen_front(p, seed);
	if (!card) {
		fputs("no font\n", stderr);
		exit(2);
	}
	jpeg = specimen_photo(card, s, seed, n);
	photo_image_free(card);
	return jpeg;
}

static int write_one(int argc, char **argv)
{
	struct specimen_person p;
	struct specimen_shot s;
	int plain = argc > 4 ? strcmp(argv[4], "back") ? 1 : 2 : 0;
	size_t n, done;
	uint8_t *jpeg = make(strtoull(argv[2], NULL, 10), plain, &p, &s, &n);
	FILE *f = fopen(argv[3], "we");

	done = f ? fwrite(jpeg, 1, n, f) : 0;
	free(jpeg);
	if (!f || fclose(f) || done != n)
		return 1;
	printf("%s\t%s\t%s\t%s\t%s\t%s\n", p.number, p.name, p.sex,
	    p.ethnicity, p.birth, p.address);
	return 0;
}

static void bench(struct reader *rd, int from, int total, int verbose,
    struct tally *all, struct tally *size, struct tally *glare, double *ms)
{
	struct specimen_person p;
	struct specimen_shot s;
	struct read_card c;
	uint8_t *jpeg;
	size_t n;
	int i, k;

	for (i = 0; i < total; i++) {
		jpeg = make((uint64_t)(from + i), 0, &p, &s, &n);
		memset(&c, 0, sizeof c);
		ms[i] = cpu_ms();
		if (read_id_card(rd, jpeg, n, &c) != OK)
			printf("%d: not read\n", from + i);
		ms[i] = cpu_ms() - ms[i];
		free(jpeg);
		count(all, &p, &c);
		for (k = 0; k < SIZES; k++)
			if (s.side >= sizes[k].least && s.side < sizes[k].most)
				count(&size[k], &p, &c);
		count(&glare[s.glare > 0], &p, &c);
		count(&glare[s.tilt > 12.5 ? 3 : 2], &p, &c);
		if (verbose)
			explain(from + i, &p, &s, &c);
	}
}

int main(int argc, char **argv)
{
	static const char *const names[GLARES] = {
		"no glare", "glare", "tilt to 12.5", "tilt 12.5 to 25"
	};
	struct tally all = {0}, size[SIZES] = {{0}}, glare[GLARES] = {{0}};
	struct rusage use;
	struct reader *rd;
	double *ms;
	int i, total;

	if (argc > 3 && !strcmp(argv[1], "--write"))
		return write_one(argc, argv);
	if (argc < 4)
		return 2;
	setvbuf(stdout, NULL, _IOLBF, 0);
	total = (int)strtol(argv[3], NULL, 10);
	ms = calloc((size_t)total, sizeof *ms);
	rd = reader_new(argv[1]);
	bench(rd, (int)strtol(argv[2], NULL, 10), total, argc > 4, &all, size,
	    glare, ms);
	reader_free(rd);
	printf("%-18s %5s %6s %6s %6s %6s %6s %6s %8s %5s %7s %5s\n", "",
	    "n", "number", "name", "sex", "people", "birth", "addr.",
	    "certain", "wrong", "sure n.", "wrong");
	for (i = 0; i < SIZES; i++)
		row(sizes[i].what, &size[i]);
	for (i = 0; i < GLARES; i++)
		row(names[i], &glare[i]);
	row("all", &all);
	qsort(ms, (size_t)total, sizeof *ms, by_value);
	getrusage(RUSAGE_SELF, &use);
	printf("cpu ms a card: median %.0f, p95 %.0f, most %.0f; most memory "
	    "%ld MB\n", ms[total / 2], ms[total * 95 / 100], ms[total - 1],
	    use.ru_maxrss / 1024);
	free(ms);
	return all.wrong != 0;
}
