/**
 * Questions in one line: expressions over the fields of a system and the labels of its steps, and the properties made of them.
 *
 * <p>{@link cordon.engine.expression.Expression} is the syntax tree; {@link cordon.engine.expression.Vocabulary} holds the names of one
 * system; {@link cordon.engine.expression.Question} says what is asked of an expression; {@link cordon.engine.expression.Asking} makes
 * properties of questions.
 */
@NullMarked
package cordon.engine.expression;

import org.jspecify.annotations.NullMarked;
