package cordon.engine.schema;

import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * How people read a field.
 *
 * @param meaning one line: what an element says; empty if the declaration does not tell
 * @param role what it is to somebody who reads a trace
 * @param format the text of a legal value; of others it may throw
 * @param naming whom its values name, if anybody
 * @param legal which of the numbers that fit into the field an element can have
 */
record Reading(
        Optional<String> meaning,
        Field.Role role,
        IntFunction<String> format,
        Optional<Naming> naming,
        IntPredicate legal) {}
