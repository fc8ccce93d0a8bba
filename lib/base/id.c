/* The only user of libuuid. */
#include "id.h"

#include <uuid/uuid.h>

void id_new(char out[ID_SIZE])
{
	char text[37];
	uuid_t u;
	int i;

	uuid_generate_random(u);
	uuid_unparse_lower(u, text);
	for (i = 0; text[i]; i++)
		if (text[i] != '-')
			*out++ = text[i];
	*out = '\0';
}
