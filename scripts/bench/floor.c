// The floor under any Markdown compiler: cmark-gfm's own parsing and rendering of a list of files,
// one after the other.
//
//     floor LIST [FOLDER]
//
// LIST holds a path in each line. With FOLDER, each file's HTML is written there under its number.
// Prints the CPU seconds spent, and the bytes read and made.

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

static double cpu(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec +
         (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static char *contents(const char *path, size_t *size) {
  FILE *file = fopen(path, "rb");
  if (!file) return NULL;
  fseek(file, 0, SEEK_END);
  *size = (size_t)ftell(file);
  rewind(file);
  char *bytes = malloc(*size + 1);
  *size = fread(bytes, 1, *size, file);
  fclose(file);
  return bytes;
}

int main(int argc, char **argv) {
  if (argc < 2) return 2;
  static const char *names[] = {"table", "strikethrough", "autolink", "tasklist"};
  const int options = CMARK_OPT_FOOTNOTES | CMARK_OPT_UNSAFE;
  cmark_gfm_core_extensions_ensure_registered();
  FILE *list = fopen(argv[1], "r");
  if (!list) return 2;
  char path[4096];
  size_t read = 0, made = 0;
  double parsing = 0;
  int number = 0;
  while (fgets(path, sizeof path, list)) {
    path[strcspn(path, "\n")] = 0;
    size_t size;
    char *bytes = contents(path, &size);
    if (!bytes) continue;
    double start = cpu();
    cmark_parser *parser = cmark_parser_new(options);
    for (int i = 0; i < 4; i++)
      cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(names[i]));
    cmark_parser_feed(parser, bytes, size);
    cmark_node *root = cmark_parser_finish(parser);
    parsing += cpu() - start;
    char *html = cmark_render_html(root, options, cmark_parser_get_syntax_extensions(parser));
    size_t length = strlen(html);
    if (argc > 2) {
      char name[4200];
      snprintf(name, sizeof name, "%s/%d.html", argv[2], number);
      FILE *out = fopen(name, "wb");
      if (out) {
        fwrite(html, 1, length, out);
        fclose(out);
      }
    }
    read += size;
    made += length;
    number++;
    free(html);
    cmark_node_free(root);
    cmark_parser_free(parser);
    free(bytes);
  }
  printf("%.3f s CPU (parsing %.3f), %d files, %zu bytes in, %zu out\n", cpu(), parsing, number,
         read, made);
  return 0;
}
