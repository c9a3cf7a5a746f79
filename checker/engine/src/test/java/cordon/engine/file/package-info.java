/** Tests. */
@NullMarked
package cordon.engine.file;

import org.jspecify.annotations.NullMarked;
