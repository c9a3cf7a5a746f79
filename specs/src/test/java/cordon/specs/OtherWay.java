package cordon.specs;

import cordon.specs.finding.Finding;
import cordon.specs.finding.Findings;
import cordon.specs.mutation.Mutant;

/**
 * A mutant that violates a property of a finding in another way than the finding says.
 *
 * @param finding the finding, which must not explain it
 * @param mutant the mutant; its run has everything that the finding rests on
 */
record OtherWay(Finding finding, Mutant mutant) {

    /** Another way to violate what the finding called {@code name} is about. */
    static OtherWay than(String name, Mutant mutant) {
        return new OtherWay(
                Findings.ALL.stream()
                        .filter(finding -> finding.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no finding " + name)),
                mutant);
    }

    @Override
    public String toString() {
        return finding.name() + ", " + mutant;
    }
}
