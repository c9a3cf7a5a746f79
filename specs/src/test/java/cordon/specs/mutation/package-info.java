/** Tests of the matrix of mutants and scenarios. */
@NullMarked
package cordon.specs.mutation;

import org.jspecify.annotations.NullMarked;
