// The theme's files, embedded in the binary.

#ifndef DOCGEN_THEME_H
#define DOCGEN_THEME_H

#include <stddef.h>

typedef struct {
  const char *path;            // relative to the theme folder, with forward slashes
  const unsigned char *bytes;
  size_t count;
} theme_file;

extern const theme_file theme_files[];
extern const size_t theme_file_count;

#endif
