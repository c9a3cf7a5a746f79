/**
 * The IOMMU core and the PCI core, as far as they attach, detach and reset devices (smmu.md D), and who calls them: each
 * {@link cordon.model.Task} in a thread of its own, and the worker of P3.
 */
@NullMarked
package cordon.model.core;

import org.jspecify.annotations.NullMarked;
