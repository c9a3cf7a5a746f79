package cordon.specs.kernels;

import com.google.common.collect.ImmutableList;
import cordon.symbolic.word.Theorem;

/** What is said of the sequential functions of the model. */
public final class KernelTheorems {
    private KernelTheorems() {}

    /** All of it, one function after the other. */
    public static ImmutableList<Theorem> all() {
        return ImmutableList.<Theorem>builder()
                .addAll(QueueTheorems.ofTheModel())
                .addAll(EntryTheorems.ofSte())
                .addAll(EntryTheorems.ofCd())
                .addAll(InvsTheorems.ofTheModel())
                .build();
    }
}
