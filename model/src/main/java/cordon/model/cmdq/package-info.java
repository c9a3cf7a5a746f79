/**
 * The lock-free insertion into the command queue alone, step by step (smmu.md C.1, C.2): the world that justifies taking it
 * for one step elsewhere.
 */
@NullMarked
package cordon.model.cmdq;

import org.jspecify.annotations.NullMarked;
