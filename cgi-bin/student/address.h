/* The form of an address, on the page of prints and in the address book. */
#ifndef GP_STUDENT_ADDRESS_H
#define GP_STUDENT_ADDRESS_H

#include "student.h"

#include "lib/db/addresses.h"

#define ADDRESS_BOOK_MAX 10

/* What was typed, checked. ERR_INPUT: the form says what is wrong. */
enum err address_read(struct req *r, struct address *out);
/* What was typed stays, though nobody has asked for it yet. */
void address_keep(struct req *r);
/* An address into the form, to be changed. */
void address_put(struct req *r, const struct address *ad);
/* The three lists to choose from, as far as the form's values go. Call it
 * last before the page is shown. */
void address_lists(struct req *r);
/* The button for those without scripts: "I have chosen, show me the next
 * list." 1: it was that. */
int address_more(struct req *r);
/* Addresses.<i>.{Id,Recipient,Phone,Region,Detail,Postcode} */
void address_item(struct req *r, int i, const struct address *ad);

#endif
