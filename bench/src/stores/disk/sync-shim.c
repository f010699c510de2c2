// Makes every wait for the disk take longer by $VARVE_SYNC_DELAY_US microseconds, and counts them in the first eight bytes of
// the file $VARVE_SYNC_COUNT, which all processes of a benchmark share. Loaded by LD_PRELOAD.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

static long delay_us;
static uint64_t *count;
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);

__attribute__((constructor)) static void begin(void) {
  real_fsync = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
  const char *delay = getenv("VARVE_SYNC_DELAY_US");
  if (delay != NULL) delay_us = atol(delay);
  const char *path = getenv("VARVE_SYNC_COUNT");
  int file = path == NULL ? -1 : open(path, O_RDWR | O_CLOEXEC);
  if (file < 0) return;
  void *page = mmap(NULL, sizeof(uint64_t), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (page != MAP_FAILED) count = page;
  close(file);
}

static void noted(void) {
  if (count != NULL) __atomic_fetch_add(count, 1, __ATOMIC_RELAXED);
  struct timespec rest = {delay_us / 1000000, delay_us % 1000000 * 1000};
  while (delay_us > 0 && nanosleep(&rest, &rest) != 0) {
  }
}

int fsync(int file) {
  noted();
  return real_fsync(file);
}

int fdatasync(int file) {
  noted();
  return real_fdatasync(file);
}
