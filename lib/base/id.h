/* Tokens: random UUIDs (libuuid) as 32 lower-case hex digits, no dashes. */
#ifndef GP_BASE_ID_H
#define GP_BASE_ID_H

#define ID_SIZE 33	/* with the NUL */

void id_new(char out[ID_SIZE]);

#endif
