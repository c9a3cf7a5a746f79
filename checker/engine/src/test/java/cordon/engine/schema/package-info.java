/** Tests. */
@NullMarked
package cordon.engine.schema;

import org.jspecify.annotations.NullMarked;
