/** From a trace of the engine to a page that somebody reads. */
@NullMarked
package cordon.counterexamples;

import org.jspecify.annotations.NullMarked;
