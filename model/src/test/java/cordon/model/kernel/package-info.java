/** Tests. */
@NullMarked
package cordon.model.kernel;

import org.jspecify.annotations.NullMarked;
