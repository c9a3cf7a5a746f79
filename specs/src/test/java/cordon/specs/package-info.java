/** The specifications as tests. */
@NullMarked
package cordon.specs;

import org.jspecify.annotations.NullMarked;
