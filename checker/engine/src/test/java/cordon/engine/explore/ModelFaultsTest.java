package cordon.engine.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cordon.engine.Action;
import cordon.engine.Asked;
import cordon.engine.DerivedSystem;
import cordon.engine.FromZero;
import cordon.engine.Successors;
import cordon.engine.TransitionSystem;
import cordon.engine.property.Property;
import cordon.engine.schema.Field;
import cordon.engine.store.Exactly;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A system or a property that does not keep to its interface is refused, with its name, the state, and all that was found before. */
class ModelFaultsTest {
    private static final int END = 20_000;

    /** A way to search. */
    private enum Search {
        ONE_WORKER {
            @Override
            Report check(TransitionSystem system, List<Property> properties) {
                return BreadthFirst.check(system, properties, Bounds.unlimited(), s -> {});
            }
        },
        THREE_WORKERS {
            @Override
            Report check(TransitionSystem system, List<Property> properties) {
                return BreadthFirst.check(
                        system, properties, Options.DEFAULT.withWorkers(3), Bounds.unlimited(), s -> {});
            }
        },
        DEPTH_FIRST {
            @Override
            Report check(TransitionSystem system, List<Property> properties) {
                return DepthFirst.check(
                        system, properties, new Exactly(system.schema()), false, Bounds.unlimited(), s -> {});
            }
        },
        WALKS {
            @Override
            Report check(TransitionSystem system, List<Property> properties) {
                Bounds bounds = Bounds.unlimited().withMaxDepth(2 * END);
                return RandomWalks.check(system, properties, 1, 1, false, bounds, s -> {});
            }
        };

        abstract Report check(TransitionSystem system, List<Property> properties);
    }

    /** Counts to {@link #END}; a subclass makes something of it that is no system. */
    private static class Counter extends FromZero {
        final Field count = fields.field("count", 20);

        @Override
        public void successors(long[] state, Successors out) {
            if (count.get(state) < END) {
                count.set(out.begin(state), count.get(state) + 1);
                out.add(0);
            }
        }

        @Override
        public Action action(int id) {
            return new Action("process", "procedure", "increment");
        }

        @Override
        public int actionCount() {
            return 1;
        }

        Property isNot(String name, int value, Consumer<long[]> otherwise) {
            return Asked.invariant(name, s -> {
                if (count.get(s) == value) {
                    otherwise.accept(s);
                    return false;
                }
                return true;
            });
        }
    }

    @ParameterizedTest
    @MethodSource("searches")
    void aPropertyThatThrowsIsNamedWithItsStateAndTheWayToIt(Search search) {
        Counter counter = new Counter();
        Property violated = counter.isNot("violated", 10, s -> {});
        Property throwing = counter.isNot("throwing", 500, s -> {
            throw new IllegalStateException("a bug in the property");
        });
        ModelException e = assertThrows(ModelException.class, () -> search.check(counter, List.of(violated, throwing)));
        String message = String.valueOf(e.getMessage());
        assertTrue(message.contains("throwing") && message.contains("count=500"), message);
        assertTrue(message.contains("a bug in the property") && message.contains("500 steps"), message);
        assertEquals(500, e.path().orElseThrow().length());
        Report report = e.report().orElseThrow();
        assertInstanceOf(Verdict.Violated.class, report.verdict(violated));
        assertEquals(new Verdict.Incomplete(Bound.FAULT), report.verdict(throwing));
    }

    /** One fault early, among the first states; one late, which a sample of one in a thousand still meets. */
    @ParameterizedTest
    @MethodSource("searches")
    void whatIsNoFunctionOfTheStateIsRefused(Search search) {
        for (int from : new int[] {5, 3_000}) {
            assertRefused(search, "not always the same", new Counter() {
                private boolean odd;

                @Override
                public void successors(long[] state, Successors out) {
                    odd = !odd;
                    super.successors(state, out);
                    if (odd && count.get(state) > from && out.count() > 0) {
                        super.successors(state, out);
                    }
                }
            });
            assertRefused(search, "changes the state that it is given", new Counter() {
                @Override
                public void successors(long[] state, Successors out) {
                    super.successors(state, out);
                    if (count.get(state) > from) {
                        count.set(state, 0);
                    }
                }
            });
            assertRefused(search, "belong to no field", new Counter() {
                @Override
                public void successors(long[] state, Successors out) {
                    long[] next = out.begin(state);
                    count.set(next, Math.min(END, count.get(state) + 1));
                    next[0] |= count.get(state) > from ? 1L << 40 : 0;
                    out.add(0);
                }
            });
        }
        assertRefused(search, "by action 7, and there are 1", new Counter() {
            @Override
            public void successors(long[] state, Successors out) {
                if (count.get(state) < 4_321) {
                    super.successors(state, out);
                } else {
                    out.begin(state);
                    out.add(7);
                }
            }
        });
    }

    private static void assertRefused(Search search, String why, Counter counter) {
        Property reached = counter.isNot("reached", END, s -> {});
        ModelException e = assertThrows(ModelException.class, () -> search.check(counter, List.of(reached)), why);
        assertTrue(String.valueOf(e.getMessage()).contains(why), e.getMessage());
    }

    @ParameterizedTest
    @MethodSource("searches")
    void whatCannotBeAskedIsRefusedByName(Search search) {
        Counter counter = new Counter();
        Property holds = Asked.invariant("holds", s -> true);
        TransitionSystem empty = new DerivedSystem(counter) {
            @Override
            public void initialStates(Successors out) {
                // none
            }
        };
        assertRefused(search, empty, List.of(holds), "no initial state");
        assertRefused(search, counter, List.of(), "no property");
        assertRefused(search, counter, List.of(holds, holds), "holds");
        assertRefused(search, counter, List.of(holds, Asked.invariant("holds", s -> false)), "holds");
    }

    private static void assertRefused(Search search, TransitionSystem system, List<Property> properties, String named) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> search.check(system, properties));
        assertTrue(String.valueOf(e.getMessage()).contains(named), e.getMessage());
    }

    /** An exception while the graph of all states is made, when the safety properties have been decided. */
    @Test
    void anObligationThatThrowsIsNamed() {
        Counter counter = new Counter();
        Property ends = Asked.eventually(1, (s, obligation) -> {
            if (counter.count.get(s) == 7) {
                throw new IllegalStateException("a bug in the property");
            }
            return false;
        });
        Property violated = counter.isNot("violated", END, s -> {});
        ModelException e =
                assertThrows(ModelException.class, () -> Search.THREE_WORKERS.check(counter, List.of(ends, violated)));
        assertTrue(String.valueOf(e.getMessage()).contains("count=7"), e.getMessage());
        assertEquals(7, e.path().orElseThrow().length());
        assertInstanceOf(Verdict.Violated.class, e.report().orElseThrow().verdict(violated));
    }

    private static Stream<Search> searches() {
        return Arrays.stream(Search.values());
    }
}
