/**
 * What is asked of the model: {@link cordon.specs.Scenario scenarios}, {@linkplain cordon.specs.property properties} and
 * the verdicts that are expected.
 */
@NullMarked
package cordon.specs;

import org.jspecify.annotations.NullMarked;
