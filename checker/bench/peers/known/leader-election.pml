/* Leader election of Chang and Roberts, for Spin: the same system as LeaderElection.java of the engine's tests.
 *
 * A node wakes up when it likes and sends its identity on; from then on it receives. Every d_step is one step. The state
 * in which all is done counts as an invalid end state, so that Spin tells how many there are.
 *
 * spin -a -DN=4 leader-election.pml      N nodes (1 or more), each with a smaller identity than the one before
 * -DASCENDING                            each with a larger one
 * -DIDENTITY=1                           all with the same, which is wrong
 */
#ifndef N
#define N 4
#endif

#ifdef ASCENDING
#define IDENTITY (_pid + 1)
#endif
#ifndef IDENTITY
#define IDENTITY (N - _pid)
#endif

chan channel[N] = [N] of { byte }; /* from each node to the next */
byte leaders;                      /* how many nodes are elected; follows from where the messages are */

#define IN channel[(_pid + N - 1) % N]
#define OUT channel[_pid]

active [N] proctype Node() {
  byte m; /* 0 between the steps */
  d_step { OUT ! IDENTITY };
  do
  :: d_step {
       IN ? m ->
       if
       :: m > IDENTITY -> OUT ! m
       :: m < IDENTITY
       :: m == IDENTITY -> leaders++; assert(leaders == 1)
       fi;
       m = 0
     }
  od
}
