/*
 * How many random insertions a second this machine can do: the limit of any model checker that
 * remembers every state in one table, whatever else it does. Pseudo-random 8-byte keys, all
 * different, go into a hash table with open addressing and linear probing; then every key is
 * looked up again, as are most successors in a search.
 *
 *   gcc -O3 -march=native -pthread insertion-limit.c -o insertion-limit
 *   ./insertion-limit KEYS THREADS PREFETCH HUGE     for example 4e7 2 1 1
 *
 * PREFETCH 1 asks for the cache line of a key some insertions before its turn. HUGE 1 asks the
 * kernel for huge pages, 0 forbids them. Prints one line; exit code 1 if a key got lost, 2 for
 * wrong arguments, 3 if there is not enough memory.
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

enum { MAX_THREADS = 64, AHEAD = 16 /* a power of two: misses under way at once */ };

static const size_t HUGE_PAGE = (size_t)2 << 20;

static _Atomic uint64_t *slots; /* 0 is an empty one */
static uint64_t mask;           /* number of slots - 1 */
static bool shared, prefetch;   /* more than one thread; PREFETCH */
static pthread_barrier_t gate;

struct share {
  uint64_t from, to; /* the numbers of this thread's keys */
  uint64_t added;    /* how many of them were new, over all passes */
};

/* The finalizer of SplitMix64. One to one, so the keys of different numbers differ, and none is 0. */
static uint64_t key(uint64_t number) {
  uint64_t x = (number + 1) * 0x9e3779b97f4a7c15u;
  x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
  x = (x ^ x >> 27) * 0x94d049bb133111ebu;
  return x ^ x >> 31;
}

static bool add(uint64_t wanted) {
  for (uint64_t i = wanted & mask;; i = (i + 1) & mask) {
    uint64_t found = atomic_load_explicit(&slots[i], memory_order_relaxed);
    if (found == 0) {
      if (!shared) {
        atomic_store_explicit(&slots[i], wanted, memory_order_relaxed);
        return true;
      }
      if (atomic_compare_exchange_strong_explicit(&slots[i], &found, wanted, memory_order_relaxed,
                                                  memory_order_relaxed)) {
        return true;
      } /* else another thread was faster, and found is what it put there */
    }
    if (found == wanted) {
      return false;
    }
  }
}

static uint64_t add_all(uint64_t from, uint64_t to) {
  uint64_t added = 0;
  for (uint64_t n = from; n < to; n++) {
    added += add(key(n));
  }
  return added;
}

/* As add_all, with a ring of keys whose cache lines are on their way. */
static uint64_t add_all_ahead(uint64_t from, uint64_t to) {
  uint64_t ring[AHEAD];
  uint64_t added = 0;
  uint64_t asked = from; /* number of the next key to ask for */
  for (uint64_t n = from; n < to; n++) {
    for (; asked < to && asked < n + AHEAD; asked++) {
      uint64_t k = ring[asked % AHEAD] = key(asked);
      __builtin_prefetch(&slots[k & mask], 1);
    }
    added += add(ring[n % AHEAD]);
  }
  return added;
}

/* A pass to insert and one to look up, each between two meetings with main, which takes the time. */
static void *work(void *argument) {
  struct share *share = argument;
  for (int pass = 0; pass < 2; pass++) {
    pthread_barrier_wait(&gate);
    share->added += (prefetch ? add_all_ahead : add_all)(share->from, share->to);
    pthread_barrier_wait(&gate);
  }
  return NULL;
}

/* The clock starts before the gate opens: after it, main may have to wait for a processor. */
static double seconds_of_pass(void) {
  struct timespec start, end;
  clock_gettime(CLOCK_MONOTONIC, &start);
  pthread_barrier_wait(&gate);
  pthread_barrier_wait(&gate);
  clock_gettime(CLOCK_MONOTONIC, &end);
  return (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) * 1e-9;
}

/* Zeroed by hand, so that no page is touched for the first time while the clock runs. */
static void allocate(uint64_t count, bool huge) {
  size_t bytes = count * sizeof *slots;
  char *memory = mmap(NULL, bytes + HUGE_PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) {
    perror("insertion-limit: mmap");
    exit(3);
  }
  memory += HUGE_PAGE - (uintptr_t)memory % HUGE_PAGE;
  if (madvise(memory, bytes, huge ? MADV_HUGEPAGE : MADV_NOHUGEPAGE) != 0) {
    perror("insertion-limit: madvise"); /* a kernel without huge pages: go on, but say so */
  }
  memset(memory, 0, bytes);
  slots = (_Atomic uint64_t *)memory;
  mask = count - 1;
}

static double argument(const char *text, double least, double most) {
  char *end;
  double value = strtod(text, &end);
  if (end == text || *end != '\0' || !(value >= least && value <= most)) {
    fprintf(stderr, "insertion-limit: '%s' is not a number from %g to %g\n", text, least, most);
    exit(2);
  }
  return value;
}

int main(int count, char **words) {
  if (count != 5) {
    fputs("usage: insertion-limit KEYS THREADS PREFETCH HUGE, for example 4e7 2 1 1\n", stderr);
    return 2;
  }
  uint64_t keys = (uint64_t)argument(words[1], 1, 1e12);
  int threads = (int)argument(words[2], 1, MAX_THREADS);
  prefetch = argument(words[3], 0, 1) != 0;
  bool huge = argument(words[4], 0, 1) != 0;
  shared = threads > 1;

  uint64_t size = 1;
  while (size * 7 / 10 < keys) { /* at most 70 % full */
    size *= 2;
  }
  allocate(size, huge);

  pthread_t ids[MAX_THREADS];
  struct share shares[MAX_THREADS];
  pthread_barrier_init(&gate, NULL, (unsigned)threads + 1);
  for (int t = 0; t < threads; t++) {
    shares[t] = (struct share){.from = keys * t / threads, .to = keys * (t + 1) / threads};
    if (pthread_create(&ids[t], NULL, work, &shares[t]) != 0) {
      fputs("insertion-limit: no thread\n", stderr);
      return 3;
    }
  }
  double inserting = seconds_of_pass();
  double looking = seconds_of_pass();
  uint64_t added = 0;
  for (int t = 0; t < threads; t++) {
    pthread_join(ids[t], NULL);
    added += shares[t].added;
  }

  printf("keys=%.3g threads=%d prefetch=%d huge=%d MiB=%.0f load=%.2f insertions=%.1fM/s lookups=%.1fM/s\n",
         (double)keys, threads, prefetch, huge, (double)size * sizeof *slots / 1048576, (double)keys / size,
         (double)keys / inserting / 1e6, (double)keys / looking / 1e6);
  if (added != keys) {
    fprintf(stderr, "insertion-limit: %.0f keys lost\n", (double)keys - (double)added);
    return 1;
  }
  return 0;
}
