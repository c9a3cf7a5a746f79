/** Searches through the state space, their bounds, and what they report. */
@NullMarked
package cordon.engine.explore;

import org.jspecify.annotations.NullMarked;
