/* scan_qr as it works in its child process. */
#ifndef GP_SCAN_QR_H
#define GP_SCAN_QR_H

#include "scan.h"

enum err qr_read(struct arena *a, const uint8_t *data, size_t n,
    const char **list, int max, int *count);

#endif
