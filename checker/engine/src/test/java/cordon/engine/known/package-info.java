/** Systems of the textbooks, with the numbers of states that other model checkers count. */
@NullMarked
package cordon.engine.known;

import org.jspecify.annotations.NullMarked;
