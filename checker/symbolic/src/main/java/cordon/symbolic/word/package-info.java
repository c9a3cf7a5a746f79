/**
 * Functions of 64-bit words, written once and computed twice: on numbers ({@link cordon.symbolic.word.Longs}) and on expressions that a
 * solver examines for all numbers. {@link cordon.symbolic.word.Theorem} is what is said of such a function.
 */
@org.jspecify.annotations.NullMarked
package cordon.symbolic.word;
