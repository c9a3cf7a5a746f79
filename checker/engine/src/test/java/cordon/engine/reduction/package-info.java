/** Tests. */
@NullMarked
package cordon.engine.reduction;

import org.jspecify.annotations.NullMarked;
