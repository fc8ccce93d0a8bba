/*
 * Specimens of Chinese ID cards: invented people with valid check digits, the
 * real card's measures, drawn with a free font, then photographed badly. The
 * same seed gives the same bytes.
 */
#ifndef GP_TESTS_READ_SPECIMEN_H
#define GP_TESTS_READ_SPECIMEN_H

#include "lib/image/photo.h"

struct specimen_person {
	char number[19], name[64], sex[8], ethnicity[32], birth[16];
	char address[256];
};

/* How it is photographed. specimen_shot draws one of the range. */
struct specimen_shot {
	int side;		/* px, the picture's longer side */
	double fill;		/* of it that the card's width has */
	int turned;		/* 0, 90, 180, 270: picture and card together */
	double roll, tilt, tilt_way;	/* degrees */
	double blur;		/* px, standard deviation */
	double noise;		/* of 255, standard deviation */
	double glare;		/* the middle of the spot: from 0.7 on even
				 * black print is burnt out; 0: none */
	double glare_x, glare_y, glare_size;	/* parts of the card's width */
	double shade;		/* 0..1, how much darker one side is */
	int quality;		/* JPEG */
	int desk;		/* what lies below */
};

void specimen_person(uint64_t seed, struct specimen_person *out);
void specimen_shot(uint64_t seed, struct specimen_shot *out);
/* An easy shot: 1200 px, straight, sharp. */
void specimen_plain(struct specimen_shot *out);

/* Both sides of the card, 20 px a millimetre. NULL: no font here. */
struct photo_image *specimen_front(const struct specimen_person *p,
    uint64_t seed);
struct photo_image *specimen_back(const char *from, const char *until,
    uint64_t seed);
/* The photo as JPEG; the caller frees. */
uint8_t *specimen_photo(const struct photo_image *card,
    const struct specimen_shot *s, uint64_t seed, size_t *n);

#endif
