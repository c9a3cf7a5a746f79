/** For how many timeouts a flush waits at most. */
@NullMarked
package cordon.specs.bound;

import org.jspecify.annotations.NullMarked;
