package cordon.prover;

import com.google.common.collect.ImmutableList;
import cordon.symbolic.Protocol;
import java.util.ArrayList;
import java.util.List;

/** Provers for the same protocol, one for each processor, but no more than four. To be closed. */
final class Provers implements AutoCloseable {
    private static final int MOST = 4;

    private final List<Prover> all = new ArrayList<>();

    /**
     * Provers for {@code protocol}.
     *
     * @throws SolverException if the native library of Z3 cannot be loaded here
     */
    Provers(Protocol protocol, Limits limits) {
        int count = Math.min(MOST, Runtime.getRuntime().availableProcessors());
        for (int i = 0; i < count; i++) {
            all.add(new Prover(protocol, limits));
        }
    }

    ImmutableList<Prover> all() {
        return ImmutableList.copyOf(all);
    }

    @Override
    public void close() {
        all.forEach(Prover::close);
    }
}
