/** Every combination of values with which a system comes to rest, or that it has right after a step, and how many states have it. */
@NullMarked
package cordon.engine.outcome;

import org.jspecify.annotations.NullMarked;
