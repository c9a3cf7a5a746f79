/** Questions in one line that are asked of a world besides its properties, and the files that keep them. */
@NullMarked
package cordon.specs.question;

import org.jspecify.annotations.NullMarked;
