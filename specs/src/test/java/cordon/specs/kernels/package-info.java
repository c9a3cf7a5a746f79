/** The formulas of sequential functions against the code of the model. */
@NullMarked
package cordon.specs.kernels;

import org.jspecify.annotations.NullMarked;
