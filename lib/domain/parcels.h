/*
 * Prints from the printer to the student's hands. Each step is one
 * transaction with its audit row; of a parcel that leaves the student is
 * told. ERR_NOTFOUND: no such order; ERR_CONFLICT: its parcel is at another
 * step, or there is none, or the order is not paid (any more).
 */
#ifndef GP_DOMAIN_PARCELS_H
#define GP_DOMAIN_PARCELS_H

#include "checkout.h"

#define PARCEL_TEXT 60		/* characters of courier and number */

enum err parcel_print(const struct checkout *k, const char *order,
    uint64_t staff);
/* ERR_INPUT: courier or number is empty, too long, or not text. */
enum err parcel_ship(const struct checkout *k, const char *order,
    const char *courier, const char *number, uint64_t staff);
enum err parcel_receive(const struct checkout *k, const char *order,
    uint64_t staff);

#endif
