/* Peterson's mutual exclusion for N processes, the filter lock, for Spin: the same system as FilterLock.java of the
 * engine's tests.
 *
 * A process is at one of four places in its loop, and every statement is one step; so is the look at all other levels.
 *
 * spin -a -DN=3 filter-lock.pml      N processes (2 to 4); Peterson's lock for two is N=2
 * -DVICTIM_FIRST                     a process makes itself the victim before it enters a level, which is wrong
 */
#ifndef N
#define N 2
#endif

byte level[N];  /* of each process, 0 if it does not want to enter */
byte victim[N]; /* of each level from 1 on */
byte critical;  /* how many processes are in the critical section; follows from where they are */

#define IS_BELOW(k) (_pid == k || level[k] < level[_pid])
#if N == 2
#define ALL_ARE_BELOW (IS_BELOW(0) && IS_BELOW(1))
#elif N == 3
#define ALL_ARE_BELOW (IS_BELOW(0) && IS_BELOW(1) && IS_BELOW(2))
#elif N == 4
#define ALL_ARE_BELOW (IS_BELOW(0) && IS_BELOW(1) && IS_BELOW(2) && IS_BELOW(3))
#else
#error "N is 2 to 4"
#endif
#define MAY_PASS (victim[level[_pid]] != _pid || ALL_ARE_BELOW)

active [N] proctype Process() {
  do
  ::
#ifdef VICTIM_FIRST
     victim[level[_pid] + 1] = _pid;
     level[_pid]++;
#else
     level[_pid]++;
     victim[level[_pid]] = _pid;
#endif
     if
     :: level[_pid] < N - 1 && MAY_PASS
     :: d_step { level[_pid] == N - 1 && MAY_PASS -> critical++; assert(critical == 1) };
        d_step { critical--; level[_pid] = 0 }
     fi
  od
}
