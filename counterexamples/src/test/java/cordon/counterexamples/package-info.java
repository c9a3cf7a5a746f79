/** Tests. */
@NullMarked
package cordon.counterexamples;

import org.jspecify.annotations.NullMarked;
