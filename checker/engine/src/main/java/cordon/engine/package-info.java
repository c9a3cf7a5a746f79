/**
 * The explicit-state engine: what a transition system is, and how all of its states are visited.
 *
 * <p>Start at {@link cordon.engine.TransitionSystem}, the four methods that a model provides; then {@link
 * cordon.engine.explore.BreadthFirst}, the search. Nothing here knows what is being modelled.
 */
@NullMarked
package cordon.engine;

import org.jspecify.annotations.NullMarked;
