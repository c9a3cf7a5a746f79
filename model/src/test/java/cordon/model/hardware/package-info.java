/** Tests. */
@NullMarked
package cordon.model.hardware;

import org.jspecify.annotations.NullMarked;
