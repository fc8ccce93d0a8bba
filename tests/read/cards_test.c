/*
 * Cards that are read: specimens of our own, straight, turned and bad, what
 * is no card, and what is nothing at all. cards_bench has the rates.
 */
#include "tests/unit/unit.h"

#include "lib/read/read.h"

#include "specimen.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct reader *rd;

static enum err read_shot(const struct specimen_person *p,
    const struct specimen_shot *s, uint64_t seed, struct read_card *out)
{
	struct photo_image *card = specimen_front(p, seed);
	uint8_t *jpeg;
	size_t n;
	enum err e;

	assert_non_null(card);
	jpeg = specimen_photo(card, s, seed, &n);
	photo_image_free(card);
	e = read_id_card(rd, jpeg, n, out);
	free(jpeg);
	return e;
}

/* Every field of an easy shot, whichever way up. */
static void test_plain(void **state)
{
	struct specimen_person p;
	struct specimen_shot s;
	struct read_card c;
	uint64_t i;

	(void)state;
	for (i = 0; i < 4; i++) {
		specimen_person(i, &p);
		specimen_plain(&s);
		s.turned = 90 * (int)i;
		assert_int_equal(read_shot(&p, &s, i, &c), OK);
		assert_int_equal(c.seen, READ_CARD_FRONT);
		assert_int_equal(c.turned, s.turned);
		assert_string_equal(c.number.text, p.number);
		assert_string_equal(c.name.text, p.name);
		assert_string_equal(c.sex.text, p.sex);
		assert_string_equal(c.ethnicity.text, p.ethnicity);
		assert_string_equal(c.birth.text, p.birth);
		assert_string_equal(c.address.text, p.address);
		assert_true(c.number.certain && c.birth.certain &&
		    c.sex.certain);
		assert_false(c.name.certain || c.address.certain);
		assert_true(c.name.sure > 0.8 && c.number.sure > 0.8);
	}
}

/* The corners are the card's: 80 % of 1200 px, in the middle. */
static void test_corners(void **state)
{
	static const double want[4][2] = {
		{ 120, 147 }, { 1080, 147 }, { 1080, 753 }, { 120, 753 }
	};
	struct specimen_person p;
	struct specimen_shot s;
	struct read_card c;
	int i;

	(void)state;
	specimen_person(7, &p);
	specimen_plain(&s);
	assert_int_equal(read_shot(&p, &s, 7, &c), OK);
	for (i = 0; i < 4; i++) {
		assert_float_equal(c.corner[i].x, want[i][0], 20);
		assert_float_equal(c.corner[i].y, want[i][1], 20);
	}
}

/* A number that can't be is shown, but never as certain. */
static void test_doubt(void **state)
{
	struct specimen_person p;
	struct specimen_shot s;
	struct read_card c;

	(void)state;
	specimen_plain(&s);
	specimen_person(11, &p);
	p.number[17] = p.number[17] == '1' ? '2' : '1';
	assert_int_equal(read_shot(&p, &s, 11, &c), OK);
	assert_string_equal(c.number.text, p.number);
	assert_false(c.number.certain || c.birth.certain || c.sex.certain);
	/* a good number, and another birthday beside it */
	specimen_person(11, &p);
	p.birth[9] = p.birth[9] == '1' ? '2' : '1';
	assert_int_equal(read_shot(&p, &s, 11, &c), OK);
	assert_string_equal(c.number.text, p.number);
	assert_false(c.number.certain);
	specimen_person(11, &p);
	p.sex[0] = p.sex[0] == 'M' ? 'F' : 'M';
	assert_int_equal(read_shot(&p, &s, 11, &c), OK);
	assert_false(c.number.certain);
}

/* Tilted, noisy, shaded, of many sizes: certain is right. */
static void test_bad_light(void **state)
{
	struct specimen_person p;
	struct specimen_shot s;
	struct read_card c;
	int right = 0, i;

	(void)state;
	for (i = 100; i < 112; i++) {
		specimen_person((uint64_t)i, &p);
		specimen_shot((uint64_t)i, &s);
		assert_int_equal(read_shot(&p, &s, (uint64_t)i, &c), OK);
		right += !strcmp(c.number.text, p.number);
		if (c.number.certain)
			assert_string_equal(c.number.text, p.number);
	}
	assert_true(right >= 10);
}

static void test_back(void **state)
{
	struct photo_image *card = specimen_back("20180801", "20380801", 5);
	struct specimen_shot s;
	struct read_card c;
	uint8_t *jpeg;
	size_t n;

	(void)state;
	assert_non_null(card);
	specimen_plain(&s);
	s.turned = 180;
	jpeg = specimen_photo(card, &s, 5, &n);
	assert_int_equal(read_id_card(rd, jpeg, n, &c), OK);
	assert_int_equal(c.seen, READ_CARD_BACK);
	assert_string_equal(c.valid_until, "2038-08-01");
	assert_string_equal(c.number.text, "");
	free(jpeg);
	photo_image_free(card);
}

/* The desk without a card; nothing of an earlier card is left. */
static void test_nothing(void **state)
{
	struct photo_image *card = NULL;
	struct specimen_shot s;
	struct read_card c;
	uint8_t *jpeg;
	size_t n;

	(void)state;
	assert_int_equal(photo_image_new(1712, 1080, &card), PHOTO_OK);
	memset(card->rgb, 230, 3 * 1712 * 1080);
	specimen_plain(&s);
	jpeg = specimen_photo(card, &s, 5, &n);
	memset(&c, 0x55, sizeof c);
	assert_int_equal(read_id_card(rd, jpeg, n, &c), OK);
	assert_int_equal(c.seen, READ_NOTHING);
	assert_string_equal(c.number.text, "");
	/* half a file, and none */
	assert_int_equal(read_id_card(rd, jpeg, n / 2, &c), ERR_INPUT);
	assert_int_equal(read_id_card(rd, (const uint8_t *)"GIF89a", 6, &c),
	    ERR_INPUT);
	assert_int_equal(read_id_card(rd, jpeg, 0, &c), ERR_INPUT);
	assert_int_equal(c.seen, READ_NOTHING);
	free(jpeg);
	photo_image_free(card);
}

static void test_no_models(void **state)
{
	struct reader *none = reader_new("/nonexistent");
	struct read_card c;
	char why[160] = "";

	(void)state;
	assert_int_equal(reader_load(none, why), ERR_INTERNAL);
	assert_non_null(strstr(why, "fetch-models.sh"));
	assert_int_equal(read_id_card(none, (const uint8_t *)"x", 1, &c),
	    ERR_INTERNAL);
	reader_free(none);
	reader_free(NULL);
}

/* Damaged and malicious pictures: any answer, no crash. */
static void test_hostile(void **state)
{
	static uint8_t data[4 << 20];
	const char *shared = getenv("GRADPHOTO_SHARED");
	char path[4096];
	struct dirent *d;
	struct read_card c;
	int n = 0;
	size_t k;
	DIR *dir;
	FILE *f;

	(void)state;
	snprintf(path, sizeof path, "%s/data/hostile", shared ? shared : "");
	dir = opendir(path);
	if (!dir) {
		print_message("# SKIPPED, no hostile pictures: %s\n", path);
		return;
	}
	while ((d = readdir(dir)) != NULL) {
		snprintf(path, sizeof path, "%s/data/hostile/%s", shared,
		    d->d_name);
		f = fopen(path, "re");
		k = f ? fread(data, 1, sizeof data, f) : 0;
		if (f)
			fclose(f);
		/* the others are for the photo core's own test */
		if (k == 0 || ++n % 4)
			continue;
		read_id_card(rd, data, k, &c);
	}
	closedir(dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plain),
		cmocka_unit_test(test_corners),
		cmocka_unit_test(test_doubt),
		cmocka_unit_test(test_bad_light),
		cmocka_unit_test(test_back),
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_no_models),
		cmocka_unit_test(test_hostile),
	};
	int failed;

	rd = reader_new(getenv("GRADPHOTO_MODELS"));
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	reader_free(rd);
	return failed;
}
