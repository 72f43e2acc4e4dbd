/* Preloaded into a process, makes its FAULT_AT-th change to a file go wrong as FAULT says:
   "kill" ends the process there, "io" and "full" make that change fail with EIO or ENOSPC,
   "dead" makes it and every later one fail with EIO. At the end it says how many there were. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static long done;

__attribute__((destructor)) static void count(void) { fprintf(stderr, "changes: %ld\n", done); }

static int goes_wrong(void) {
  const char *how = getenv("FAULT");
  long at = how ? atol(getenv("FAULT_AT")) : 0;
  done++;
  if (at == 0 || done < at || (done > at && strcmp(how, "dead") != 0)) return 0;
  if (strcmp(how, "kill") == 0) raise(SIGKILL);
  errno = strcmp(how, "full") == 0 ? ENOSPC : EIO;
  return 1;
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int fd, const void *bytes, size_t count) {
  if (fd > 2 && goes_wrong()) return -1;
  return NEXT(write)(fd, bytes, count);
}
ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) {
  if (goes_wrong()) return -1;
  return NEXT(pwrite64)(fd, bytes, count, at);
}
int fsync(int fd) { return goes_wrong() ? -1 : NEXT(fsync)(fd); }
int fdatasync(int fd) { return goes_wrong() ? -1 : NEXT(fdatasync)(fd); }
int ftruncate(int fd, off_t size) { return goes_wrong() ? -1 : NEXT(ftruncate)(fd, size); }
int ftruncate64(int fd, off64_t size) { return goes_wrong() ? -1 : NEXT(ftruncate64)(fd, size); }
int unlink(const char *path) { return goes_wrong() ? -1 : NEXT(unlink)(path); }
