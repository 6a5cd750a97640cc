// Calls that Glibc's module does not show to Swift: the exchange of two paths in one step, and the
// settings of the allocator.

#ifndef DOCGEN_EXCHANGE_H
#define DOCGEN_EXCHANGE_H

/// Exchanges two existing paths atomically; 0, or -1 with errno where it cannot.
int exchange_paths(const char *a, const char *b);

/// Sets the allocator up for a run that takes memory fast and gives little of it back.
///
/// By itself glibc asks the kernel for a few pages at a time, and each of them comes by a fault: that
/// was a tenth of the time of a check. Growing in large steps, and in huge pages where the kernel has
/// them for those who ask, saves most of it. Nothing but time depends on it; each step may fail.
void heap_prepare(void);

#endif
