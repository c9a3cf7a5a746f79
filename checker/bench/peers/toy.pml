/* The toy of checker/bench, for Spin; what it is about is told in Toy.tla.
 *
 * One process with one alternative for each action of each device and page: the state vector is
 * smaller and the search faster than with a process for each device. A set of devices is a byte,
 * one bit for each device. Every action asserts the invariants for all pages.
 *
 * spin -a -DN=6 -DP=2 toy.pml      N devices (1 to 8), P pages (1 to 4)
 */
#ifndef N
#define N 3
#endif
#ifndef P
#define P 2
#endif

/* Promela has no loop over alternatives: FOR_P(f, d) is f(d, p) for every page p. */
#if P == 1
#define FOR_P(f, d) f(d, 0)
#elif P == 2
#define FOR_P(f, d) f(d, 0) f(d, 1)
#elif P == 3
#define FOR_P(f, d) f(d, 0) f(d, 1) f(d, 2)
#elif P == 4
#define FOR_P(f, d) f(d, 0) f(d, 1) f(d, 2) f(d, 3)
#else
#error "P is 1, 2, 3 or 4"
#endif

#define MAPPED 0
#define INVALIDATING 1
#define FREED 2

byte phase[P];  /* of each page */
byte cached[P]; /* for each page the devices that cache it */
byte owed[P];   /* for each page the devices that have yet to answer */
byte healthy = (1 << N) - 1;

#define HAS(set, d) ((set) & (1 << d))
#define ADD(set, d) set = set | (1 << d)
#define DROP(set, d) set = set & ~(1 << d)

#define IS_OWED(d, p) || (phase[p] == INVALIDATING && HAS(owed[p], d))
#define FORGET(d, p) DROP(cached[p], d); DROP(owed[p], d);
#define IS_SAFE(d, p) && (phase[p] != FREED || cached[p] == 0) && ((cached[p] | owed[p]) & ~healthy) == 0

inline check() {
  assert(true FOR_P(IS_SAFE, 0))
}

/* The first argument is for FOR_P's sake only. */
#define PAGE(unused, p) \
  :: d_step { phase[p] == MAPPED -> phase[p] = INVALIDATING; owed[p] = healthy; check() } \
  :: d_step { phase[p] == INVALIDATING && owed[p] == 0 -> phase[p] = FREED; check() } \
  :: d_step { phase[p] == FREED -> phase[p] = MAPPED; check() }

#define DEVICE_AND_PAGE(d, p) \
  :: d_step { phase[p] == MAPPED && HAS(healthy, d) && !HAS(cached[p], d) -> ADD(cached[p], d); check() } \
  :: d_step { phase[p] == INVALIDATING && HAS(healthy, d) && HAS(owed[p], d) -> FORGET(d, p) check() }

#define DEVICE(d) \
  FOR_P(DEVICE_AND_PAGE, d) \
  :: d_step { HAS(healthy, d) && (false FOR_P(IS_OWED, d)) -> DROP(healthy, d); FOR_P(FORGET, d) check() } \
  :: d_step { !HAS(healthy, d) -> ADD(healthy, d); check() }

active proctype System() {
  do
  FOR_P(PAGE, 0)
  DEVICE(0)
#if N > 1
  DEVICE(1)
#endif
#if N > 2
  DEVICE(2)
#endif
#if N > 3
  DEVICE(3)
#endif
#if N > 4
  DEVICE(4)
#endif
#if N > 5
  DEVICE(5)
#endif
#if N > 6
  DEVICE(6)
#endif
#if N > 7
  DEVICE(7)
#endif
#if N < 1 || N > 8
#error "N is 1 to 8"
#endif
  od
}
