package cordon.engine.explore;

import cordon.engine.Successors;

/** What is told of each state of a {@linkplain BreadthFirst#visit breadth-first search}, once, by several threads. */
@FunctionalInterface
public interface Visitor {

    /**
     * A state is expanded.
     *
     * @param depth its distance from the nearest initial state, in actions
     * @param state the state; neither to be modified nor kept
     * @param out its successors are those from number {@code first} on; the same is true of them
     */
    void visit(int depth, long[] state, Successors out, int first);
}
