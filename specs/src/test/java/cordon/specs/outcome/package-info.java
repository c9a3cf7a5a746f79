/** Tests. */
@NullMarked
package cordon.specs.outcome;

import org.jspecify.annotations.NullMarked;
