/** Tests of outcomes. */
@NullMarked
package cordon.engine.outcome;

import org.jspecify.annotations.NullMarked;
