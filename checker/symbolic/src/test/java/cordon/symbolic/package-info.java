/** Tests of protocols of any size, and two published ones. */
@NullMarked
package cordon.symbolic;

import org.jspecify.annotations.NullMarked;
