/** Files: text that is read and written whole, and failures in words. */
@NullMarked
package cordon.engine.file;

import org.jspecify.annotations.NullMarked;
