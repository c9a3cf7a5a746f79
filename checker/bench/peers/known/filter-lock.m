-- Peterson's mutual exclusion for N processes, the filter lock, for Rumur; what it is about is told in filter-lock.pml.

const
  N : 3;

type
  Process : 0 .. N - 1;
  Level : 0 .. N - 1;

var
  level : array [Process] of Level;
  victim : array [Level] of Process; -- that of level 0 stays as it is
  at : array [Process] of enum { ENTER, YIELD, AWAIT, CRITICAL };

startstate
begin
  for p : Process do
    level[p] := 0;
    at[p] := ENTER;
  end;
  for l : Level do
    victim[l] := 0;
  end;
end;

ruleset p : Process do

  rule "enter the next level"
    at[p] = ENTER
  ==>
  begin
    level[p] := level[p] + 1;
    at[p] := YIELD;
  end;

  rule "become its victim"
    at[p] = YIELD
  ==>
  begin
    victim[level[p]] := p;
    at[p] := AWAIT;
  end;

  rule "pass it"
    at[p] = AWAIT &
    (victim[level[p]] != p | forall k : Process do k = p | level[k] < level[p] end)
  ==>
  begin
    if level[p] = N - 1 then
      at[p] := CRITICAL;
    else
      at[p] := ENTER;
    end;
  end;

  rule "leave the critical section"
    at[p] = CRITICAL
  ==>
  begin
    level[p] := 0;
    at[p] := ENTER;
  end;

end;

invariant "mutual exclusion"
  forall p : Process do
    forall k : Process do
      at[p] = CRITICAL & at[k] = CRITICAL -> p = k
    end
  end;
