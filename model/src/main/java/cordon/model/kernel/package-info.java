/**
 * Linux: each class is one function of the driver or of its callers, each label of it one interleaving point.
 *
 * <p>Local variables of a function are fields of the state, one element per context, and are 0 while the function does
 * not run.
 */
@NullMarked
package cordon.model.kernel;

import org.jspecify.annotations.NullMarked;
