/** Tests of expressions and of the questions made of them. */
@NullMarked
package cordon.engine.expression;

import org.jspecify.annotations.NullMarked;
