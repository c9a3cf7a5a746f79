/** Tests of proofs: published invariants. */
@NullMarked
package cordon.prover;

import org.jspecify.annotations.NullMarked;
