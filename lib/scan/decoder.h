/*
 * The packaged decoders behind one interface: each looks at a grey picture
 * and tells of every QR code it reads. Only C, so that the one written in
 * C++ has a C face.
 */
#ifndef GP_SCAN_DECODER_H
#define GP_SCAN_DECODER_H

#include "grey.h"

#ifdef __cplusplus
extern "C" {
#endif

struct decoded {
	const char *bytes;	/* as in the code; the decoder's */
	size_t n;
	const char *text;	/* UTF-8 where the code names its character
				 * set or the decoder guesses one, or NULL */
	int at[8];		/* x, y of four corners, clockwise */
};

struct sink {
	void (*take)(struct sink *s, const struct decoded *d);
};

/* 0: memory is short. Codes that don't decode are no error. */
int decode_zbar(const struct grey *g, struct sink *s);
/* `global`: one threshold for the whole picture instead of local ones. */
int decode_zxing(const struct grey *g, int global, struct sink *s);

#ifdef __cplusplus
}
#endif

#endif
