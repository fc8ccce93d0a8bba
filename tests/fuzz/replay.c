/*
 * Calls the fuzz target with each file of the folders given, and says how
 * many they were: the part of fuzzing that a test can do anywhere.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define MAX_BYTES (21u << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* From a block of exact size, so that a sanitizer sees reads past the end. */
static int replay(const char *path)
{
	uint8_t *all = malloc(MAX_BYTES), *data = NULL;
	FILE *f = fopen(path, "rb");
	size_t n = 0;
	int ok = 0;

	if (f && all)
		n = fread(all, 1, MAX_BYTES, f);
	if (f)
		fclose(f);
	if (all && (data = realloc(all, n ? n : 1)) != NULL) {
		fprintf(stderr, "%s\n", path);
		LLVMFuzzerTestOneInput(data, n);
		ok = f != NULL;
	}
	free(data ? data : all);
	return ok;
}

int main(int argc, char **argv)
{
	struct dirent *d;
	int i, count = 0;

	for (i = 1; i < argc; i++) {
		DIR *dir = opendir(argv[i]);

		while (dir && (d = readdir(dir))) {
			char path[4096];

			if (d->d_name[0] == '.')
				continue;
			snprintf(path, sizeof path, "%s/%s", argv[i],
			    d->d_name);
			count += replay(path);
		}
		if (dir)
			closedir(dir);
	}
	printf("%d files\n", count);
	return count > 0 ? 0 : 1;
}
