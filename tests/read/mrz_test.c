/* Machine readable zones as text: the examples of ICAO Doc 9303, what OCR
 * makes of them, and that nothing wrong is called certain. */
#include "tests/unit/unit.h"
#include "lib/read/mrz_parse.h"

#include <string.h>

#define NOW 1767225600		/* 2026-01-01 */

static struct mrz_row row_of(const char *s)
{
	struct mrz_row r = {0};

	for (; *s; s++)
		r.cell[r.n++] = (struct mrz_cell){ *s, 0.99, 0 };
	return r;
}

static int parse(const char *a, const char *b, const char *c,
    struct read_mrz *out)
{
	struct mrz_row row[MRZ_LINES] = { row_of(a), row_of(b) };

	if (c)
		row[2] = row_of(c);
	return mrz_parse(row, c ? 3 : 2, NOW, out);
}

#define TD3_A "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"
#define TD3_B "L898902C36UTO7408122F1204159ZE184226B<<<<<10"

static void passport(void **state)
{
	struct read_mrz m;

	(void)state;
	assert_int_equal(parse(TD3_A, TD3_B, NULL, &m), 5);
	assert_int_equal(m.format, MRZ_TD3);
	assert_string_equal(m.type.text, "P");
	assert_string_equal(m.country.text, "UTO");
	assert_string_equal(m.number.text, "L898902C3");
	assert_string_equal(m.surname.text, "ERIKSSON");
	assert_string_equal(m.given.text, "ANNA MARIA");
	assert_string_equal(m.nationality.text, "UTO");
	assert_string_equal(m.birth.text, "1974-08-12");
	assert_string_equal(m.sex.text, "F");
	assert_string_equal(m.expiry.text, "2012-04-15");
	assert_string_equal(m.optional.text, "ZE184226B");
	assert_string_equal(m.line[1], TD3_B);
	assert_true(m.number.certain && m.birth.certain && m.expiry.certain &&
	    m.country.certain && m.composite && !m.repaired);
	assert_false(m.surname.certain || m.given.certain);
}

static void cards_and_visas(void **state)
{
	struct read_mrz m;

	(void)state;
	/* A card's type is A, C or I. */
	assert_int_equal(parse("L<UTOD231458907<<<<<<<<<<<<<<<",
	    "7408122F1204159UTO<<<<<<<<<<<6",
	    "ERIKSSON<<ANNA<MARIA<<<<<<<<<<", &m), 4);
	assert_int_equal(m.format, MRZ_TD1);
	assert_string_equal(m.type.text, "I");
	assert_string_equal(m.number.text, "D23145890");
	assert_string_equal(m.given.text, "ANNA MARIA");
	assert_int_equal(parse("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<",
	    "D231458907UTO7408122F1204159<<<<<<<6", NULL, &m), 4);
	assert_int_equal(m.format, MRZ_TD2);
	assert_string_equal(m.birth.text, "1974-08-12");
	assert_int_equal(parse("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
	    "L8988901C4XXX4009078F96121096ZE184226B<<<<<<", NULL, &m), 3);
	assert_int_equal(m.format, MRZ_MRVA);
	assert_string_equal(m.birth.text, "1940-09-07");
	assert_false(m.nationality.certain);
	assert_int_equal(parse("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<",
	    "L8988901C4XXX4009078F9612109<<<<<<<<", NULL, &m), 3);
	assert_int_equal(m.format, MRZ_MRVB);
	assert_int_equal(m.composite, 0);
}

/* 9303-5: a number of 14 characters, its digit after it. */
static void long_numbers(void **state)
{
	struct read_mrz m;
	char line[] = "I<UTOD23145890<7349<<<<<<<<<<<";

	(void)state;
	line[18] = mrz_check("D23145890734", 12);
	parse(line, "7408122F1204159UTO<<<<<<<<<<<6",
	    "ERIKSSON<<ANNA<MARIA<<<<<<<<<<", &m);
	assert_string_equal(m.number.text, "D23145890734");
	assert_true(m.number.certain);
	line[18] = line[18] == '9' ? '0' : line[18] + 1;
	parse(line, "7408122F1204159UTO<<<<<<<<<<<6",
	    "ERIKSSON<<ANNA<MARIA<<<<<<<<<<", &m);
	assert_false(m.number.certain);
}

/* Letters where a date is, digits where a country is. */
static void places(void **state)
{
	struct read_mrz m;

	(void)state;
	assert_int_equal(parse("P<UT0ERIK550N<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
	    "L898902C36UT074O8I22F12O4I59ZE184226B<<<<<IO", NULL, &m), 5);
	assert_string_equal(m.surname.text, "ERIKSSON");
	assert_string_equal(m.country.text, "UTO");
	assert_string_equal(m.birth.text, "1974-08-12");
	assert_string_equal(m.expiry.text, "2012-04-15");
}

/* L898902C3 with an O for the 0, which OCR doubts: one exchange mends it,
 * and only one. */
static void repair(void **state)
{
	struct mrz_row row[2] = { row_of(TD3_A),
	    row_of("L8989O2C36UTO7408122F1204159ZE184226B<<<<<10") };
	struct read_mrz m;

	(void)state;
	mrz_parse(row, 2, NOW, &m);
	assert_string_equal(m.number.text, "L8989O2C3");
	assert_false(m.number.certain);
	row[1].cell[5].p = 0.8;
	mrz_parse(row, 2, NOW, &m);
	assert_string_equal(m.number.text, "L898902C3");
	assert_true(m.number.certain);
	assert_int_equal(m.repaired, 1);
	/* Mended, but the composite digit says that something is wrong. */
	row[1].cell[43].c = '1';
	mrz_parse(row, 2, NOW, &m);
	assert_string_equal(m.number.text, "L898902C3");
	assert_false(m.composite || m.number.certain || m.birth.certain);
}

/* Two exchanges could do it: it stays as read, and is no certainty. */
static void rivals(void **state)
{
	struct mrz_row row[2] = { row_of(TD3_A),
	    row_of("0OO00OO001UTO7408122F1204159ZE184226B<<<<<10") };
	struct read_mrz m;
	int i;

	(void)state;
	for (i = 0; i < 9; i++)
		row[1].cell[i].p = 0.8;
	mrz_parse(row, 2, NOW, &m);
	assert_string_equal(m.number.text, "0OO00OO00");
	assert_false(m.number.certain);
	assert_int_equal(m.composite, 0);
	parse(TD3_A, "L898902C46UTO7408122F1204159ZE184226B<<<<<10", NULL,
	    &m);
	assert_string_equal(m.number.text, "L898902C4");
	assert_false(m.number.certain);
}

/* A reading that OCR itself doubts is not certain either. */
static void doubt(void **state)
{
	struct mrz_row row[2] = { row_of(TD3_A), row_of(TD3_B) };
	struct read_mrz m;

	(void)state;
	row[1].cell[3].p = 0.3;
	mrz_parse(row, 2, NOW, &m);
	assert_string_equal(m.number.text, "L898902C3");
	assert_false(m.number.certain);
	assert_true(m.birth.certain);
}

static void dates(void **state)
{
	struct read_mrz m;

	(void)state;
	/* 25 is the past for a birth, and so is 70; 12 an expiry of 2012. */
	parse(TD3_A, "L898902C36UTO2508124F7004153ZE184226B<<<<<10", NULL,
	    &m);
	assert_string_equal(m.birth.text, "2025-08-12");
	assert_string_equal(m.expiry.text, "2070-04-15");
	/* No such day; unknown month. */
	parse(TD3_A, "L898902C36UTO7402302F1204159ZE184226B<<<<<10", NULL,
	    &m);
	assert_string_equal(m.birth.text, "");
	parse(TD3_A, "L898902C36UTO74<<<<2F1204159ZE184226B<<<<<10", NULL,
	    &m);
	assert_string_equal(m.birth.text, "");
	assert_false(m.birth.certain);
}

static void no_zone(void **state)
{
	struct read_mrz m;

	(void)state;
	assert_int_equal(parse(TD3_A, "L898902C36UTO", NULL, &m), -1);
	assert_int_equal(m.format, MRZ_NONE);
	assert_int_equal(parse("I<UTOD231458907<<<<<<<<<<<<<<<",
	    "7408122F1204159UTO<<<<<<<<<<<6", NULL, &m), -1);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(passport),
		cmocka_unit_test(cards_and_visas),
		cmocka_unit_test(long_numbers),
		cmocka_unit_test(places),
		cmocka_unit_test(repair),
		cmocka_unit_test(rivals),
		cmocka_unit_test(doubt),
		cmocka_unit_test(dates),
		cmocka_unit_test(no_zone)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
