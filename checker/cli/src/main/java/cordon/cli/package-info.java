/** The command {@code cordon}. */
@NullMarked
package cordon.cli;

import org.jspecify.annotations.NullMarked;
