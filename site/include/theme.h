// The theme's files, embedded in the binary.

#ifndef DOCGEN_THEME_H
#define DOCGEN_THEME_H

#include <stddef.h>

typedef struct {
  const char *path;            // relative to the theme folder, with forward slashes
  const unsigned char *bytes;
  size_t count;
} theme_file;

extern const size_t theme_file_count;

// The file at an index below the count.
theme_file theme_file_at(size_t index);

#endif
