@NullMarked
package cordon.specs.sweep;

import org.jspecify.annotations.NullMarked;
