/**
 * The concrete world: one SMMU, its devices, the Linux driver, and the memory they share.
 *
 * <p>{@link cordon.model.QuarantineModel} puts the parts together; {@link cordon.model.Parameter} lists what a scenario
 * can choose; {@link cordon.model.Patch} what the series changes. {@code hardware} is what the architecture specifies,
 * {@code kernel} reads beside the Linux sources, {@code machine} is how a step is written down. How the model differs
 * from the real thing is told in {@code docs/fidelity.md}.
 */
@NullMarked
package cordon.model;

import org.jspecify.annotations.NullMarked;
