import Glibc

/// Has the allocator take memory in large steps and keep what is freed.
///
/// A run allocates tens of megabytes and soon ends; without this, glibc asks the system for them by
/// the page, gives them back and asks again.
func keepFreedMemory() {
  let step: CInt = 32 << 20
  mallopt(M_TOP_PAD, step)
  mallopt(M_TRIM_THRESHOLD, CInt.max)
  mallopt(M_MMAP_THRESHOLD, step)
}
