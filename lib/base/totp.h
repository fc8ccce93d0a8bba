/*
 * One-time passwords of RFC 6238 as authenticator apps make them: SHA-1, six
 * digits, a step of 30 s. A code of the step before or after counts too (RFC
 * 6238 section 5.2: clocks and people are slow). liboath computes them.
 */
#ifndef GP_BASE_TOTP_H
#define GP_BASE_TOTP_H

#include "arena.h"
#include "err.h"

#include <stdint.h>

#define TOTP_STEP 30		/* seconds */

/* A secret of 160 bits (RFC 4226 section 4, R6) as base32, out of 20 bytes
 * that nobody can guess. */
#define TOTP_RAW 20
char *totp_secret(struct arena *a, const uint8_t raw[TOTP_RAW]);
/* What the app scans (Key URI format). */
char *totp_uri(struct arena *a, const char *issuer, const char *login,
    const char *secret);
/* OK and the step that the code is of; a caller takes each step but once.
 * ERR_INPUT: wrong, or not six digits. */
enum err totp_check(const char *secret, const char *code, int64_t now,
    int64_t *step);
/* The code of this moment. */
void totp_code(const char *secret, int64_t now, char out[7]);

#endif
