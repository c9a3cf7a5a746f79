/** The front door. */
@NullMarked
package cordon.engine.check;

import org.jspecify.annotations.NullMarked;
