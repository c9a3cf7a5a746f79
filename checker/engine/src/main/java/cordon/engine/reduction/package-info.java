/** Ways to search fewer states with the same verdicts. */
@NullMarked
package cordon.engine.reduction;

import org.jspecify.annotations.NullMarked;
