/** The set of visited states. */
@NullMarked
package cordon.engine.store;

import org.jspecify.annotations.NullMarked;
