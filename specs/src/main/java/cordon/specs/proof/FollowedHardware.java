package cordon.specs.proof;

import cordon.model.QuarantineModel;
import cordon.model.hardware.Endpoints;
import cordon.model.hardware.Memory;
import cordon.model.hardware.StreamTable;

/** What SMMU, devices and masters of the model are in the abstract protocol: all of it is read off the state of the model. */
final class FollowedHardware {
    private final QuarantineProtocol protocol;
    private final QuarantineModel model;
    private final StreamTable streams;
    private final Endpoints endpoints;
    private final Memory memory;
    private final boolean fencesFirst;

    FollowedHardware(QuarantineProtocol protocol, QuarantineModel model) {
        this.protocol = protocol;
        this.model = model;
        this.streams = model.hardware().streams();
        this.endpoints = model.hardware().endpoints();
        this.memory = model.hardware().memory();
        this.fencesFirst = protocol.design.from(Progress.STORED).contains(Progress.FLAGGED);
    }

    /** {@code is}, a copy of the abstract state before the step, gets what the step changes. */
    void follow(long[] after, AbstractState is, int rounds) {
        for (int d = 0; d < endpoints.count(); d++) {
            boolean translates = streams.hasCdTable(after, d);
            boolean eats = streams.eats(after, d) == StreamTable.EATS_TRANS;
            boolean broken = model.driver().masters().atsBroken(after, d);
            if (eats && broken && !(is.is(protocol.eats, d) && (is.is(protocol.broken, d) || !fencesFirst))) {
                is.put(protocol.reopened, true, d);
            }
            is.put(protocol.ats, endpoints.atsEnabled(after, d), d);
            is.put(protocol.translates, translates, d);
            is.put(protocol.eats, eats, d);
            is.put(
                    protocol.cachedEats,
                    streams.cached(after, d) ? streams.copyPasses(after, d) : translates && eats,
                    d);
            is.put(protocol.broken, broken, d);
            is.put(protocol.suppressed, model.driver().masters().skipped(after, d), d);
            is.put(protocol.listed, model.driver().arrays().covers(after, 0, d), d);
        }
        for (int iova = 0; iova < memory.pages(); iova++) {
            for (int round = 0; round < rounds; round++) {
                translations(after, is, iova, round, iova * rounds + round);
            }
        }
    }

    private void translations(long[] after, AbstractState is, int iova, int round, int page) {
        boolean cached = memory.tlb(after, iova) != 0 && memory.tlbGeneration(after, iova) == round;
        is.put(protocol.tlb, cached, page);
        for (int d = 0; d < endpoints.count(); d++) {
            boolean kept = endpoints.atc(after, d, iova) != 0 && endpoints.atcGeneration(after, d, iova) == round;
            is.put(protocol.atc, kept, d, page);
            is.put(protocol.completion, endpoints.isGiven(after, d, iova, round), d, page);
        }
    }
}
