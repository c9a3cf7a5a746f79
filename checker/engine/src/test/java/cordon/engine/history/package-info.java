/** Tests of automata that follow a run. */
@NullMarked
package cordon.engine.history;

import org.jspecify.annotations.NullMarked;
