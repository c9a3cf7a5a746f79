/** What can be asked of a transition system. */
@NullMarked
package cordon.engine.property;

import org.jspecify.annotations.NullMarked;
