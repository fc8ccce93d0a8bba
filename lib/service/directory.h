/*
 * Files in a local directory, named by the SHA-256 of their bytes:
 * DIR/ab/cdef... of 64 lower-case hex digits, mode 0640.
 */
#ifndef GP_SERVICE_DIRECTORY_H
#define GP_SERVICE_DIRECTORY_H

#include "service.h"

/* dir must exist. ERR_INTERNAL, logged, where it can't be written. */
enum err directory_open(const char *dir, struct files **out);

#endif
