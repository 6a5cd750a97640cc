// The C interface of cmark-gfm and of its extensions.

#include <cmark-gfm.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm-core-extensions.h>

// Exported by the extensions library and set when the extensions are registered, but declared in
// no installed header.
extern cmark_node_type CMARK_NODE_STRIKETHROUGH;
extern cmark_node_type CMARK_NODE_TABLE;
extern cmark_node_type CMARK_NODE_TABLE_ROW;
extern cmark_node_type CMARK_NODE_TABLE_CELL;

// Read through functions, for Swift takes a mutable C variable to be unsafe to read. They change
// once, when the extensions are registered.
static inline cmark_node_type ccmark_strikethrough_type(void) { return CMARK_NODE_STRIKETHROUGH; }
static inline cmark_node_type ccmark_table_type(void) { return CMARK_NODE_TABLE; }
static inline cmark_node_type ccmark_table_row_type(void) { return CMARK_NODE_TABLE_ROW; }
static inline cmark_node_type ccmark_table_cell_type(void) { return CMARK_NODE_TABLE_CELL; }

// An allocator for one tree at a time and thread: memory is handed out in order and comes back all
// at once. cmark makes a million small nodes of a large collection; half of its time in the general
// allocator is saved, and a tree needs no walk to be freed. (cmark has an arena of its own, but
// only one, for the whole process.)

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define CCMARK_CHUNK (64 * 1024)
#define CCMARK_SPARE_CHUNKS 64

typedef struct ccmark_chunk {
  struct ccmark_chunk *previous;
  size_t size;
} ccmark_chunk;

typedef struct ccmark_arena {
  struct ccmark_arena *outer;
  ccmark_chunk *chunk;
  char *next;
  char *end;
} ccmark_arena;

// The arena that the thread allocates from, and chunks that it keeps for the next.
typedef struct ccmark_thread {
  ccmark_arena *arena;
  ccmark_chunk *spare;
  int spares;
} ccmark_thread;

static inline ccmark_thread *ccmark_this_thread(void) {
  static _Thread_local ccmark_thread thread;
  return &thread;
}

static inline ccmark_arena *ccmark_arena_begin(void) {
  ccmark_arena *arena = (ccmark_arena *)calloc(1, sizeof(ccmark_arena));
  if (!arena) abort();
  ccmark_thread *thread = ccmark_this_thread();
  arena->outer = thread->arena;
  thread->arena = arena;
  return arena;
}

// Frees what was allocated since the arena's beginning; arenas end in the reverse of their order.
static inline void ccmark_arena_end(ccmark_arena *arena) {
  ccmark_thread *thread = ccmark_this_thread();
  ccmark_chunk *chunk = arena->chunk;
  while (chunk) {
    ccmark_chunk *previous = chunk->previous;
    if (chunk->size == CCMARK_CHUNK && thread->spares < CCMARK_SPARE_CHUNKS) {
      chunk->previous = thread->spare;
      thread->spare = chunk;
      thread->spares++;
    } else {
      free(chunk);
    }
    chunk = previous;
  }
  thread->arena = arena->outer;
  free(arena);
}

// Every block is preceded by its size, and is a multiple of 16 bytes.
static void *ccmark_allocate(size_t size) {
  ccmark_thread *thread = ccmark_this_thread();
  ccmark_arena *arena = thread->arena;
  if (!arena || size > ((size_t)1 << 40)) abort();
  size = (size + 15) & ~(size_t)15;
  if ((size_t)(arena->end - arena->next) < size + 16) {
    size_t wanted = size + 16 + sizeof(ccmark_chunk);
    ccmark_chunk *chunk;
    if (wanted <= CCMARK_CHUNK && thread->spare) {
      chunk = thread->spare;
      thread->spare = chunk->previous;
      thread->spares--;
    } else {
      size_t total = wanted <= CCMARK_CHUNK ? CCMARK_CHUNK : wanted;
      chunk = (ccmark_chunk *)malloc(total);
      if (!chunk) abort();
      chunk->size = total;
    }
    chunk->previous = arena->chunk;
    arena->chunk = chunk;
    arena->next = (char *)(chunk + 1);
    arena->end = (char *)chunk + chunk->size;
  }
  *(size_t *)arena->next = size;
  void *block = arena->next + 16;
  arena->next += size + 16;
  return block;
}

static void *ccmark_calloc(size_t count, size_t size) {
  if (size && count > ((size_t)1 << 40) / size) abort();
  void *block = ccmark_allocate(count * size);
  memset(block, 0, count * size);
  return block;
}

static void ccmark_free(void *block) {
  ccmark_arena *arena = ccmark_this_thread()->arena;
  if (!block || !arena) return;
  // The last block is taken back; others wait for the end.
  size_t size = *(size_t *)((char *)block - 16);
  if ((char *)block + size == arena->next) arena->next = (char *)block - 16;
}

static void *ccmark_realloc(void *block, size_t size) {
  if (!block) return ccmark_allocate(size);
  size_t old = *(size_t *)((char *)block - 16);
  if (size <= old) return block;
  ccmark_arena *arena = ccmark_this_thread()->arena;
  size_t rounded = (size + 15) & ~(size_t)15;
  if (arena && (char *)block + old == arena->next &&
      (size_t)(arena->end - arena->next) >= rounded - old) {
    arena->next += rounded - old;
    *(size_t *)((char *)block - 16) = rounded;
    return block;
  }
  void *larger = ccmark_allocate(size);
  memcpy(larger, block, old);
  return larger;
}

// Whether a word stands in a text; faster than a general search where its first byte is rare.
static inline bool ccmark_holds(const void *text, size_t size, const char *word) {
  const char *at = (const char *)text;
  const char *end = at + size;
  size_t length = strlen(word);
  while ((size_t)(end - at) >= length) {
    at = (const char *)memchr(at, word[0], (size_t)(end - at) - length + 1);
    if (!at) return false;
    if (memcmp(at, word, length) == 0) return true;
    at++;
  }
  return false;
}

static inline cmark_parser *ccmark_parser_new(int options) {
  static cmark_mem memory = {ccmark_calloc, ccmark_realloc, ccmark_free};
  return cmark_parser_new_with_mem(options, &memory);
}
