/* The program runs, and so does its database: the gate has spoken to it. */
#include "student.h"

int health(struct req *r)
{
	return req_send(r, 200, "text/plain", "ok\n", 3);
}
