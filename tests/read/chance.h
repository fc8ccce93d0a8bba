/* Numbers by chance, the same for the same seed everywhere. */
#ifndef GP_TESTS_READ_CHANCE_H
#define GP_TESTS_READ_CHANCE_H

#include <math.h>
#include <stdint.h>

struct chance {
	uint64_t state;
};

static inline uint64_t chance_next(struct chance *c)
{
	uint64_t z = c->state += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

static inline struct chance chance_from(uint64_t seed)
{
	struct chance c = { seed * 0xd1342543de82ef95u + 1 };

	chance_next(&c);
	return c;
}

static inline int chance_below(struct chance *c, int n)
{
	return (int)(chance_next(c) % (uint64_t)n);
}

/* 0..1 */
static inline double chance_part(struct chance *c)
{
	return (double)(chance_next(c) >> 11) / 9007199254740992.0;
}

/* 1..most, each doubling as likely as the next */
static inline double chance_power(struct chance *c, double most)
{
	return exp(chance_part(c) * log(most));
}

/* mean 0, deviation 1: near enough to normal */
static inline double chance_bell(struct chance *c)
{
	uint64_t a = chance_next(c);
	double sum = 0;
	int i;

	for (i = 0; i < 4; i++, a >>= 16)
		sum += (double)(a & 0xffff) / 65536.0;
	return (sum - 2) * 1.7320508;
}

#endif
