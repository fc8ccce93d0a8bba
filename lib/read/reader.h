/* What a struct reader holds, for the files that use its networks. */
#ifndef GP_READ_READER_H
#define GP_READ_READER_H

#include "ort.h"
#include "read.h"

struct reader {
	char *dir;
	struct ort *ort;	/* NULL until the first use */
	struct ort_net *find, *line;
	char *keys;		/* the file, its line ends made NUL */
	const char **key;	/* class -> character; 0 is CTC's blank */
	int classes;
};

#endif
