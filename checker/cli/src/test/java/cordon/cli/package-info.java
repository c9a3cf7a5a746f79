/** The command as users run it, and the rules of the house. */
@NullMarked
package cordon.cli;

import org.jspecify.annotations.NullMarked;
