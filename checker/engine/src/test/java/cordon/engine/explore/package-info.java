/** Tests. */
@NullMarked
package cordon.engine.explore;

import org.jspecify.annotations.NullMarked;
