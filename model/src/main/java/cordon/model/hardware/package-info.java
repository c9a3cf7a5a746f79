/** The SMMU, the root port and the devices: what software finds, not what it does. */
@NullMarked
package cordon.model.hardware;

import org.jspecify.annotations.NullMarked;
