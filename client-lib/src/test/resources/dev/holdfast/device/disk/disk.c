/*
 * A disk whose operations are written down, and which fails when it is told to. Loaded before libc (LD_PRELOAD) into a process
 * whose store is tested: it stands between that process and every call that changes a file or a name below one directory.
 *
 * HOLDFAST_DISK names that directory. Commands come as mkdir("DIRECTORY/%COMMAND"), which makes no directory:
 *   record LOG WATCHED   from here on operations below WATCHED are written to LOG, in the order in which they take effect
 *   mark TEXT            a line of the test's own in that log
 *   stop                 no more of them
 *   fail KINDS NTH ERRNO STICKY SHORT WATCHED
 *                        the NTH operation of these kinds below WATCHED fails, or all from it on; 0 counts only. SHORT: half of a
 *                        write is done before
 *   heal ANSWER          nothing fails any more; writes to the file ANSWER how many operations were counted, and how many failed
 * No sync below DIRECTORY reaches the real disk: it takes time, and means nothing here. A call that is not known aborts.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))real(#name))
#define FILES 65536
#define PATH 4096

enum { WRITE = 1, SYNC = 2, TRUNCATE = 4, RENAME = 8, CREATE = 16, UNLINK = 32 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
/* Which descriptors are of files below the directory: 1 a file, 2 a directory. */
static volatile unsigned char known[FILES];
static char paths[FILES / 64][PATH];
static int recording = -1;
static char recorded[PATH];
static char failing[PATH];
static int kinds, nth, error, sticky, shortened, counted, failed;

static void *real(const char *name) {
  void *found = dlsym(RTLD_NEXT, name);
  if (found == NULL) {
    abort();
  }
  return found;
}

static const char *root(void) {
  static const char *value;
  if (value == NULL) {
    value = getenv("HOLDFAST_DISK");
    if (value == NULL) {
      value = "";
    }
  }
  return value;
}

static int is_below(const char *path, const char *directory) {
  size_t length = strlen(directory);
  return length > 0 && path != NULL && strncmp(path, directory, length) == 0 &&
         (path[length] == '/' || path[length] == 0);
}

static int is_ours(const char *path) { return is_below(path, root()); }

static unsigned char kind_of(int fd) { return fd >= 0 && fd < FILES ? known[fd] : 0; }

static const char *path_of(int fd) { return fd < FILES / 64 ? paths[fd] : "?"; }

static void unknown(const char *name) {
  fprintf(stderr, "disk.c does not know what %s does to files\n", name);
  abort();
}

/* The log. Everything in it is big endian, as Java reads it. */
static void put(const void *bytes, size_t length) {
  const char *from = bytes;
  while (length > 0) {
    ssize_t done = REAL(write)(recording, from, length);
    if (done < 0) {
      abort();
    }
    from += done;
    length -= (size_t)done;
  }
}

static void put_kind(char kind) { put(&kind, 1); }

static void put_number(uint64_t number) {
  number = htobe64(number);
  put(&number, sizeof number);
}

static void put_text(const char *text) {
  put_number(strlen(text));
  put(text, strlen(text));
}

static int is_recorded(const char *path) { return recording >= 0 && is_below(path, recorded); }

static uint64_t inode(int fd) {
  struct stat status;
  if (fstat(fd, &status) != 0) {
    abort();
  }
  return status.st_ino;
}

/* Whether this operation fails now. */
static int fails(int kind, const char *path) {
  if ((kinds & kind) == 0 || !is_below(path, failing)) {
    return 0;
  }
  counted++;
  if (nth == 0 || counted < nth || (counted > nth && !sticky)) {
    return 0;
  }
  failed++;
  errno = error;
  return 1;
}

static void fail_as(const char *command) {
  kinds = 0;
  counted = 0;
  failed = 0;
  if (sscanf(command, "fail %d %d %d %d %d %4095s", &kinds, &nth, &error, &sticky, &shortened, failing) != 6) {
    abort();
  }
}

static void answer(const char *name) {
  char text[64];
  int length = snprintf(text, sizeof text, "%d %d", counted, failed);
  int fd = REAL(open64)(name, O_CREAT | O_TRUNC | O_WRONLY, 0600);
  if (fd < 0 || REAL(write)(fd, text, (size_t)length) != length) {
    abort();
  }
  REAL(close)(fd);
  kinds = 0;
}

static void obey(const char *command) {
  char log[PATH];
  if (sscanf(command, "record %4095s %4095s", log, recorded) == 2) {
    recording = REAL(open64)(log, O_CREAT | O_TRUNC | O_WRONLY, 0600);
    if (recording < 0) {
      abort();
    }
  } else if (strncmp(command, "mark ", 5) == 0) {
    if (recording >= 0) {
      put_kind('N');
      put_text(command + 5);
    }
  } else if (strcmp(command, "stop") == 0) {
    REAL(close)(recording);
    recording = -1;
  } else if (strncmp(command, "fail ", 5) == 0) {
    fail_as(command);
  } else if (strncmp(command, "heal ", 5) == 0) {
    answer(command + 5);
  } else {
    unknown(command);
  }
}

/* Opening */

static void opened(int fd, const char *path, int flags, int existed) {
  struct stat status;
  if (fd >= FILES / 64 || fstat(fd, &status) != 0) {
    unknown("a descriptor of such a number");
  }
  known[fd] = S_ISDIR(status.st_mode) ? 2 : 1;
  snprintf(paths[fd], PATH, "%s", path);
  if (known[fd] == 1 && is_recorded(path)) {
    put_kind(existed ? 'O' : 'C');
    put_number(status.st_ino);
    put_text(path);
    if (existed && (flags & O_TRUNC)) {
      put_kind('T');
      put_number(status.st_ino);
      put_number(0);
    }
  }
}

static int open_ours(const char *path, int flags, mode_t mode) {
  pthread_mutex_lock(&lock);
  struct stat status;
  int existed = stat(path, &status) == 0;
  int fd = -1;
  if (!((flags & O_CREAT) && !existed && fails(CREATE, path))) {
    fd = REAL(open64)(path, flags, mode);
    if (fd >= 0) {
      opened(fd, path, flags, existed);
    }
  }
  int why = errno;
  pthread_mutex_unlock(&lock);
  errno = why;
  return fd;
}

#define MODE(mode)                             \
  mode_t mode = 0;                             \
  if (flags & (O_CREAT | __O_TMPFILE)) {       \
    va_list rest;                              \
    va_start(rest, flags);                     \
    mode = va_arg(rest, mode_t);               \
    va_end(rest);                              \
  }

int open(const char *path, int flags, ...) {
  MODE(mode)
  return is_ours(path) ? open_ours(path, flags, mode) : REAL(open)(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  MODE(mode)
  return is_ours(path) ? open_ours(path, flags, mode) : REAL(open64)(path, flags, mode);
}

int openat(int directory, const char *path, int flags, ...) {
  MODE(mode)
  if (is_ours(path)) {
    return open_ours(path, flags, mode);
  }
  if (kind_of(directory) && path[0] != '/' && (flags & (O_WRONLY | O_RDWR))) {
    unknown("openat");
  }
  return REAL(openat)(directory, path, flags, mode);
}

int openat64(int directory, const char *path, int flags, ...) {
  MODE(mode)
  if (is_ours(path)) {
    return open_ours(path, flags, mode);
  }
  if (kind_of(directory) && path[0] != '/' && (flags & (O_WRONLY | O_RDWR))) {
    unknown("openat64");
  }
  return REAL(openat64)(directory, path, flags, mode);
}

int creat(const char *path, mode_t mode) {
  return is_ours(path) ? open_ours(path, O_CREAT | O_WRONLY | O_TRUNC, mode) : REAL(creat)(path, mode);
}

int close(int fd) {
  if (kind_of(fd)) {
    known[fd] = 0;
  }
  return REAL(close)(fd);
}

int dup2(int from, int to) {
  if (kind_of(to)) {
    known[to] = 0;
  }
  int result = REAL(dup2)(from, to);
  if (kind_of(from) && result >= 0) {
    snprintf(paths[to], PATH, "%s", path_of(from));
    known[to] = known[from];
  }
  return result;
}

/* Writing */

static void put_write(int fd, off64_t at, const void *bytes, size_t length) {
  put_kind('W');
  put_number(inode(fd));
  put_number((uint64_t)at);
  put_number(length);
  put(bytes, length);
}

static ssize_t write_ours(int fd, const void *bytes, size_t length, off64_t at, int positioned) {
  pthread_mutex_lock(&lock);
  ssize_t done = -1;
  int fault = fails(WRITE, path_of(fd));
  int why = errno;
  if (fault && shortened && length > 1) {
    /* Half of it; who goes on with the rest fails then, unless it was just this one. */
    length /= 2;
    fault = 0;
  }
  if (!fault) {
    if (!positioned) {
      at = fcntl(fd, F_GETFL) & O_APPEND ? lseek64(fd, 0, SEEK_END) : lseek64(fd, 0, SEEK_CUR);
    }
    done = positioned ? REAL(pwrite64)(fd, bytes, length, at) : REAL(write)(fd, bytes, length);
    why = errno;
    if (done > 0 && is_recorded(path_of(fd))) {
      put_write(fd, at, bytes, (size_t)done);
    }
  }
  pthread_mutex_unlock(&lock);
  errno = why;
  return done;
}

ssize_t write(int fd, const void *bytes, size_t length) {
  return kind_of(fd) ? write_ours(fd, bytes, length, 0, 0) : REAL(write)(fd, bytes, length);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) {
  return kind_of(fd) ? write_ours(fd, bytes, length, at, 1) : REAL(pwrite)(fd, bytes, length, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) {
  return kind_of(fd) ? write_ours(fd, bytes, length, at, 1) : REAL(pwrite64)(fd, bytes, length, at);
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
  if (kind_of(fd)) {
    unknown("writev");
  }
  return REAL(writev)(fd, parts, count);
}

ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at) {
  if (kind_of(fd)) {
    unknown("pwritev");
  }
  return REAL(pwritev)(fd, parts, count, at);
}

ssize_t sendfile64(int to, int from, off64_t *at, size_t length) {
  if (kind_of(to)) {
    unknown("sendfile64");
  }
  ssize_t (*next)(int, int, off64_t *, size_t) = real("sendfile64");
  return next(to, from, at, length);
}

ssize_t copy_file_range(int from, off64_t *at, int to, off64_t *position, size_t length, unsigned flags) {
  if (kind_of(to)) {
    unknown("copy_file_range");
  }
  return REAL(copy_file_range)(from, at, to, position, length, flags);
}

static int truncate_ours(int fd, off64_t size) {
  pthread_mutex_lock(&lock);
  int result = -1;
  if (!fails(TRUNCATE, path_of(fd))) {
    result = REAL(ftruncate64)(fd, size);
    if (result == 0 && is_recorded(path_of(fd))) {
      put_kind('T');
      put_number(inode(fd));
      put_number((uint64_t)size);
    }
  }
  int why = errno;
  pthread_mutex_unlock(&lock);
  errno = why;
  return result;
}

int ftruncate(int fd, off_t size) { return kind_of(fd) ? truncate_ours(fd, size) : REAL(ftruncate)(fd, size); }

int ftruncate64(int fd, off64_t size) { return kind_of(fd) ? truncate_ours(fd, size) : REAL(ftruncate64)(fd, size); }

int posix_fallocate(int fd, off_t at, off_t length) {
  if (kind_of(fd)) {
    unknown("posix_fallocate");
  }
  return REAL(posix_fallocate)(fd, at, length);
}

int fallocate(int fd, int mode, off_t at, off_t length) {
  if (kind_of(fd)) {
    unknown("fallocate");
  }
  return REAL(fallocate)(fd, mode, at, length);
}

static int sync_ours(int fd) {
  pthread_mutex_lock(&lock);
  int result = -1;
  if (!fails(SYNC, path_of(fd))) {
    result = 0;
    if (is_recorded(path_of(fd))) {
      put_kind(known[fd] == 2 ? 'D' : 'S');
      put_number(inode(fd));
    }
  }
  int why = errno;
  pthread_mutex_unlock(&lock);
  errno = why;
  return result;
}

int fsync(int fd) { return kind_of(fd) ? sync_ours(fd) : REAL(fsync)(fd); }

int fdatasync(int fd) { return kind_of(fd) ? sync_ours(fd) : REAL(fdatasync)(fd); }

/* Names */

static int name_ours(char logged, int kind, const char *path, const char *other, int (*what)(const char *, const char *)) {
  pthread_mutex_lock(&lock);
  int result = -1;
  if (!fails(kind, path)) {
    result = what(path, other);
    if (result == 0 && is_recorded(path)) {
      put_kind(logged);
      put_text(path);
      if (other != NULL) {
        put_text(other);
      }
    }
  }
  int why = errno;
  pthread_mutex_unlock(&lock);
  errno = why;
  return result;
}

static int do_rename(const char *from, const char *to) { return REAL(rename)(from, to); }

static int do_unlink(const char *path, const char *none) {
  (void)none;
  return REAL(unlink)(path);
}

static int do_mkdir(const char *path, const char *none) {
  (void)none;
  return REAL(mkdir)(path, 0700);
}

int rename(const char *from, const char *to) {
  return is_ours(from) ? name_ours('R', RENAME, from, to, do_rename) : REAL(rename)(from, to);
}

int unlink(const char *path) {
  return is_ours(path) ? name_ours('U', UNLINK, path, NULL, do_unlink) : REAL(unlink)(path);
}

int mkdir(const char *path, mode_t mode) {
  if (!is_ours(path)) {
    return REAL(mkdir)(path, mode);
  }
  size_t length = strlen(root());
  if (path[length] == '/' && path[length + 1] == '%') {
    pthread_mutex_lock(&lock);
    obey(path + length + 2);
    pthread_mutex_unlock(&lock);
    return 0;
  }
  return name_ours('M', CREATE, path, NULL, do_mkdir);
}

int link(const char *from, const char *to) {
  if (is_ours(to)) {
    unknown("link");
  }
  return REAL(link)(from, to);
}

/* What the system says of a disk that is full. It speaks German, as systems do: nobody should go by its words. */

static int is_full(const char *path) { return kinds != 0 && failed > 0 && error == ENOSPC && is_below(path, failing); }

int statvfs64(const char *path, struct statvfs64 *about) {
  int result = REAL(statvfs64)(path, about);
  if (result == 0 && is_full(path)) {
    about->f_bavail = 0;
    about->f_bfree = 0;
  }
  return result;
}

int __xpg_strerror_r(int number, char *text, size_t length) {
  if (number == ENOSPC) {
    snprintf(text, length, "Auf dem Medium ist kein Platz mehr");
    return 0;
  }
  int (*next)(int, char *, size_t) = real("__xpg_strerror_r");
  return next(number, text, length);
}
