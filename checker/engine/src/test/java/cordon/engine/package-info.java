/** Systems and a reference explorer that the tests of the engine share. */
@NullMarked
package cordon.engine;

import org.jspecify.annotations.NullMarked;
