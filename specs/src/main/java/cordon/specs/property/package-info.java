/** One class for each property; {@link cordon.specs.property.Properties} lists them. */
@NullMarked
package cordon.specs.property;

import org.jspecify.annotations.NullMarked;
