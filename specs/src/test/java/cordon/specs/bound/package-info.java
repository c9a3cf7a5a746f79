/** Tests. */
@NullMarked
package cordon.specs.bound;

import org.jspecify.annotations.NullMarked;
