#ifndef DOCGEN_CATALOG_H
#define DOCGEN_CATALOG_H

#include <stddef.h>

/// One file of the catalog, embedded in the binary.
typedef struct {
  const char *name;
  const unsigned char *bytes;
  size_t size;
} catalog_file;

extern const catalog_file *const catalog_files;
extern const size_t catalog_file_count;

#endif
