/* Dining philosophers, for Spin: the same system as DiningPhilosophers.java of the engine's tests.
 *
 * A philosopher is at one of four places in its loop, and every statement is one step.
 *
 * spin -a -DN=5 philosophers.pml      N philosophers (2 or more)
 * -DONE_RIGHT_FIRST                   the last one takes its right fork first
 */
#ifndef N
#define N 5
#endif

bool taken[N]; /* fork i is to the left of philosopher i */

#define IS_LAST (_pid == N - 1)
#ifdef ONE_RIGHT_FIRST
#define FIRST (IS_LAST -> 0 : _pid)
#define SECOND (IS_LAST -> _pid : _pid + 1)
#else
#define FIRST _pid
#define SECOND (IS_LAST -> 0 : _pid + 1)
#endif

active [N] proctype Philosopher() {
  do
  :: d_step { !taken[FIRST] -> taken[FIRST] = true };
     d_step { !taken[SECOND] -> taken[SECOND] = true };
     taken[FIRST] = false; /* it has eaten */
     taken[SECOND] = false
  od
}
