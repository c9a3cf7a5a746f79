/** Tests of the comparison and of the formats of reports. */
@NullMarked
package cordon.cli.report;

import org.jspecify.annotations.NullMarked;
