/** Tests. */
@NullMarked
package cordon.engine.store;

import org.jspecify.annotations.NullMarked;
