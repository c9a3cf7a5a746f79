/** Tests. */
@NullMarked
package cordon.model;

import org.jspecify.annotations.NullMarked;
