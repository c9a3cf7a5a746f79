/**
 * One table entry alone: the driver rewrites it word by word, while the SMMU fetches it word by word (smmu.md A.7, C.8).
 */
@NullMarked
package cordon.model.entry;

import org.jspecify.annotations.NullMarked;
