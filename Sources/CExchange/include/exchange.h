// The exchange of two paths in one step, which Glibc's module does not show to Swift.

#ifndef DOCGEN_EXCHANGE_H
#define DOCGEN_EXCHANGE_H

/// Exchanges two existing paths atomically; 0, or -1 with errno where it cannot.
int exchange_paths(const char *a, const char *b);

#endif
