--------------------------- MODULE LeaderElection ---------------------------
(* Leader election of Chang and Roberts, for TLC; what it is about is told  *)
(* in leader-election.pml. Each node has a smaller identity than the one    *)
(* before, which makes for the largest number of messages.                  *)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANT N                    \* how many nodes

Node == 0..(N - 1)
Identity(i) == N - i
Before(i) == (i + N - 1) % N

VARIABLES
  phase,                      \* of each node: "asleep", "awake" or "leader"
  channel                     \* from each node to the next

-----------------------------------------------------------------------------

Init ==
  /\ phase = [i \in Node |-> "asleep"]
  /\ channel = [i \in Node |-> <<>>]

WakeUp(i) ==
  /\ phase[i] = "asleep"
  /\ phase' = [phase EXCEPT ![i] = "awake"]
  /\ channel' = [channel EXCEPT ![i] = Append(@, Identity(i))]

Receive(i) ==
  /\ phase[i] # "asleep"
  /\ channel[Before(i)] # <<>>
  /\ LET m == Head(channel[Before(i)])
         rest == [channel EXCEPT ![Before(i)] = Tail(@)]
     IN
       /\ channel' = IF m > Identity(i) THEN [rest EXCEPT ![i] = Append(@, m)] ELSE rest
       /\ phase' = IF m = Identity(i) THEN [phase EXCEPT ![i] = "leader"] ELSE phase

Next == \E i \in Node : WakeUp(i) \/ Receive(i)

Spec == Init /\ [][Next]_<<phase, channel>>

-----------------------------------------------------------------------------

AtMostOneLeader == Cardinality({i \in Node : phase[i] = "leader"}) <= 1
=============================================================================
