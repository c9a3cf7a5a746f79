/** What a check says to a pipeline: the comparison with the expected verdicts, and the formats in which reports give it. */
@NullMarked
package cordon.cli.report;

import org.jspecify.annotations.NullMarked;
