/** Outcomes that people have graded: the files in {@code specs/expected/outcomes}. */
@NullMarked
package cordon.specs.outcome;

import org.jspecify.annotations.NullMarked;
