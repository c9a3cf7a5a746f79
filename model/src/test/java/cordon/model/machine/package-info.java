/** Tests. */
@NullMarked
package cordon.model.machine;

import org.jspecify.annotations.NullMarked;
