/** Small protocols for reading and copying: each is one class, and its test asks what is known of it. */
@NullMarked
package cordon.examples;

import org.jspecify.annotations.NullMarked;
