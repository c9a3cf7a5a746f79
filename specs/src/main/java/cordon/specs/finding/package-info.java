/**
 * What is known of the violations that the searches find: each root cause once, as a {@link cordon.specs.finding.Finding}, and
 * how a search goes on behind the known ones ({@link cordon.specs.finding.Interrogation}).
 */
@NullMarked
package cordon.specs.finding;

import org.jspecify.annotations.NullMarked;
