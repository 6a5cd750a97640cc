#define _GNU_SOURCE
#include "exchange.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static const size_t step = (size_t)128 << 20;
static const size_t huge_page = (size_t)2 << 20;

void heap_prepare(void) {
  // Each thread has a heap of its own: two that share one wait for each other, a fifth of the time.
  mallopt(M_TOP_PAD, (int)step);
  mallopt(M_TRIM_THRESHOLD, (int)(2 * step));
  // Larger blocks than that are mapped, and their pages go back with them.
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  // A block for which there is no room yet makes the heap grow by a step.
  // It is volatile, or the compiler would leave it out.
  void *volatile block = malloc((size_t)1 << 20);
  void *end = sbrk(0);
  free(block);
  if (end == (void *)-1) return;
  uintptr_t start = ((uintptr_t)end - step + huge_page - 1) & ~(uintptr_t)(huge_page - 1);
  madvise((void *)start, (uintptr_t)end - start, MADV_HUGEPAGE);
}
