-- The toy of checker/bench, for Rumur; what it is about is told in Toy.tla.
-- run-peers puts the size of the instance into the two constants.

const
  DEVICES : 3;
  PAGES : 2;

type
  Device : 1 .. DEVICES;
  Page : 1 .. PAGES;
  Devices : array [Device] of boolean;

var
  phase : array [Page] of enum { MAPPED, INVALIDATING, FREED };
  cached : array [Page] of Devices;
  owed : array [Page] of Devices;
  healthy : Devices;

startstate
begin
  for p : Page do
    phase[p] := MAPPED;
    for d : Device do
      cached[p][d] := false;
      owed[p][d] := false;
    end;
  end;
  for d : Device do
    healthy[d] := true;
  end;
end;

ruleset p : Page do

  rule "unmap"
    phase[p] = MAPPED
  ==>
  begin
    phase[p] := INVALIDATING;
    for d : Device do
      owed[p][d] := healthy[d];
    end;
  end;

  rule "free"
    phase[p] = INVALIDATING & forall d : Device do !owed[p][d] end
  ==>
  begin
    phase[p] := FREED;
  end;

  rule "map"
    phase[p] = FREED
  ==>
  begin
    phase[p] := MAPPED;
  end;

end;

ruleset d : Device; p : Page do

  rule "translate"
    phase[p] = MAPPED & healthy[d] & !cached[p][d]
  ==>
  begin
    cached[p][d] := true;
  end;

  rule "answer"
    phase[p] = INVALIDATING & healthy[d] & owed[p][d]
  ==>
  begin
    cached[p][d] := false;
    owed[p][d] := false;
  end;

end;

ruleset d : Device do

  rule "time out"
    healthy[d] & exists p : Page do phase[p] = INVALIDATING & owed[p][d] end
  ==>
  begin
    healthy[d] := false;
    for p : Page do
      cached[p][d] := false;
      owed[p][d] := false;
    end;
  end;

  rule "release"
    !healthy[d]
  ==>
  begin
    healthy[d] := true;
  end;

end;

invariant "freed is uncached"
  forall p : Page do
    phase[p] = FREED -> forall d : Device do !cached[p][d] end
  end;

invariant "quarantined is forgotten"
  forall p : Page do
    forall d : Device do
      healthy[d] | (!cached[p][d] & !owed[p][d])
    end
  end;
