/** Tests of the commands, on systems that are no SMMU. */
@NullMarked
package cordon.command;

import org.jspecify.annotations.NullMarked;
