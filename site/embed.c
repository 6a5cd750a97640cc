#include "theme.h"
const theme_file theme_files[] = {{"", (const unsigned char *)"", 0}};
const size_t theme_file_count = 0;
