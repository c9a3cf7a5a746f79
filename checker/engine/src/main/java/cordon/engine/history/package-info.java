/**
 * Questions about how a state was reached: automata that follow a run, and a system whose states remember where the automata
 * stand.
 */
@NullMarked
package cordon.engine.history;

import org.jspecify.annotations.NullMarked;
