-------------------------------- MODULE Toy --------------------------------
(* The toy of checker/bench, for TLC.                                       *)
(* Devices cache translations of pages. To unmap a page is to ask each      *)
(* healthy device to drop it; the page is freed when nobody owes an answer. *)
(* A device that lets one question time out is quarantined: it loses what   *)
(* it caches and owes nothing any more, until it is released.               *)
EXTENDS Naturals

CONSTANTS Devices, Pages      \* how many of each

Device == 1..Devices
Page   == 1..Pages

VARIABLES
  phase,                      \* of each page: "mapped", "invalidating" or "freed"
  cached,                     \* for each page the devices that cache it
  owed,                       \* for each page the devices that have yet to answer
  healthy                     \* the devices not in quarantine

vars == <<phase, cached, owed, healthy>>

-----------------------------------------------------------------------------

Init ==
  /\ phase = [p \in Page |-> "mapped"]
  /\ cached = [p \in Page |-> {}]
  /\ owed = [p \in Page |-> {}]
  /\ healthy = Device

(* What a page goes through. *)

Unmap(p) ==
  /\ phase[p] = "mapped"
  /\ phase' = [phase EXCEPT ![p] = "invalidating"]
  /\ owed' = [owed EXCEPT ![p] = healthy]
  /\ UNCHANGED <<cached, healthy>>

Free(p) ==
  /\ phase[p] = "invalidating"
  /\ owed[p] = {}
  /\ phase' = [phase EXCEPT ![p] = "freed"]
  /\ UNCHANGED <<cached, owed, healthy>>

Map(p) ==
  /\ phase[p] = "freed"
  /\ phase' = [phase EXCEPT ![p] = "mapped"]
  /\ UNCHANGED <<cached, owed, healthy>>

(* What a device does to a page. *)

Translate(d, p) ==
  /\ phase[p] = "mapped"
  /\ d \in healthy
  /\ d \notin cached[p]
  /\ cached' = [cached EXCEPT ![p] = @ \cup {d}]
  /\ UNCHANGED <<phase, owed, healthy>>

Answer(d, p) ==
  /\ phase[p] = "invalidating"
  /\ d \in healthy
  /\ d \in owed[p]
  /\ cached' = [cached EXCEPT ![p] = @ \ {d}]
  /\ owed' = [owed EXCEPT ![p] = @ \ {d}]
  /\ UNCHANGED <<phase, healthy>>

(* What becomes of a device that does not answer. The set of its pages is   *)
(* compared with {} since TLC would take a step for each witness of a \E.   *)

TimeOut(d) ==
  /\ d \in healthy
  /\ {p \in Page : phase[p] = "invalidating" /\ d \in owed[p]} # {}
  /\ cached' = [p \in Page |-> cached[p] \ {d}]
  /\ owed' = [p \in Page |-> owed[p] \ {d}]
  /\ healthy' = healthy \ {d}
  /\ UNCHANGED phase

Release(d) ==
  /\ d \notin healthy
  /\ healthy' = healthy \cup {d}
  /\ UNCHANGED <<phase, cached, owed>>

Next ==
  \/ \E p \in Page : Unmap(p) \/ Free(p) \/ Map(p)
  \/ \E d \in Device :
       \/ TimeOut(d) \/ Release(d)
       \/ \E p \in Page : Translate(d, p) \/ Answer(d, p)

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------

FreedIsUncached == \A p \in Page : phase[p] = "freed" => cached[p] = {}

QuarantinedIsForgotten == \A p \in Page : cached[p] \subseteq healthy /\ owed[p] \subseteq healthy
=============================================================================
