package cordon.specs.proof;

import cordon.symbolic.Choice;
import cordon.symbolic.FiniteSystem;
import cordon.symbolic.Relation;

/** A state of an instance of the abstract protocol, by the names of its symbols. */
final class AbstractState {
    private final FiniteSystem system;
    private final long[] words;

    /** The state that {@code words} are in {@code system}; changed in place. */
    AbstractState(FiniteSystem system, long[] words) {
        this.system = system;
        this.words = words;
    }

    boolean is(Relation relation, int... members) {
        return system.get(words, relation, members) != 0;
    }

    void put(Relation relation, boolean value, int... members) {
        system.set(words, relation, value ? 1 : 0, members);
    }

    <E extends Enum<E>> E get(Choice<E> choice, int... members) {
        return choice.value(system.get(words, choice, members));
    }

    <E extends Enum<E>> void put(Choice<E> choice, E value, int... members) {
        system.set(words, choice, choice.number(value), members);
    }
}
