/**
 * The explicit-state engine: what a transition system is, and how all of its states are visited.
 *
 *  * <p>For a protocol of one's own start at {@link cordon.engine.check}, which has a complete example. Behind it are {@link
 * cordon.engine.TransitionSystem}, the five methods that a model provides, and {@link cordon.engine.explore.BreadthFirst}, the search.
 * Nothing here knows what is being modelled. Public signatures have types of the JDK and of this engine only.
 */
@NullMarked
package cordon.engine;

import org.jspecify.annotations.NullMarked;
