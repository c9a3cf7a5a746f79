/** Questions that say what properties say. */
@NullMarked
package cordon.specs.question;

import org.jspecify.annotations.NullMarked;
