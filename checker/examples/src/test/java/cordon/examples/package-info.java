/** What is known of the examples. */
@NullMarked
package cordon.examples;

import org.jspecify.annotations.NullMarked;
