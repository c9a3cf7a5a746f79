/** The sources of the model, for what is said of them by file and line. */
@NullMarked
package cordon.specs.source;

import org.jspecify.annotations.NullMarked;
