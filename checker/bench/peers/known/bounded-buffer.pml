/* The bounded buffer with semaphores, for Spin: the same system as BoundedBuffer.java of the engine's tests.
 *
 * Everybody is at one of five places in their loop, and every statement is one step. An item is the number of who
 * produced it.
 *
 * spin -a -DPRODUCERS=2 -DCONSUMERS=2 -DK=3 bounded-buffer.pml      a buffer for K items
 * -DMUTEX_FIRST                      producers lock the buffer before they wait for room in it, which is wrong
 */
#ifndef PRODUCERS
#define PRODUCERS 2
#endif
#ifndef CONSUMERS
#define CONSUMERS 2
#endif
#ifndef K
#define K 3
#endif

chan buffer = [K] of { byte };
byte emptyCount = K;
byte fillCount = 0;
byte mutex = 1;

#define WAIT(semaphore) d_step { semaphore > 0 -> semaphore-- }
#define SIGNAL(semaphore) semaphore++

active [PRODUCERS] proctype Producer() {
  do
  ::
#ifdef MUTEX_FIRST
     WAIT(mutex);
     WAIT(emptyCount);
#else
     WAIT(emptyCount);
     WAIT(mutex);
#endif
     d_step { assert(nfull(buffer)); buffer ! _pid };
     SIGNAL(mutex);
     SIGNAL(fillCount)
  od
}

active [CONSUMERS] proctype Consumer() {
  do
  :: WAIT(fillCount);
     WAIT(mutex);
     d_step { assert(nempty(buffer)); buffer ? _ };
     SIGNAL(mutex);
     SIGNAL(emptyCount)
  od
}
