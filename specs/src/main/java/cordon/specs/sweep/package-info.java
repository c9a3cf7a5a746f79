/** Searches of settings that nobody thought of: a covering array over the parameters of a scenario. */
@NullMarked
package cordon.specs.sweep;

import org.jspecify.annotations.NullMarked;
