/** Many searches, one or two at a time, that can be stopped and go on. */
@NullMarked
package cordon.specs.suite;

import org.jspecify.annotations.NullMarked;
