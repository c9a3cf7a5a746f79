/** Models that are wrong on purpose, what notices them, and what does not. */
@NullMarked
package cordon.specs.mutation;

import org.jspecify.annotations.NullMarked;
