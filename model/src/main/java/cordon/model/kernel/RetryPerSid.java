package cordon.model.kernel;

import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;
import cordon.model.Choice.RetryStrategy;
import cordon.model.hardware.Command;
import cordon.model.machine.Contexts;
import cordon.model.machine.Label;
import cordon.model.machine.Program;
import java.util.ArrayList;
import java.util.List;

/**
 * P7, {@code retry}: a batch of ATC_INVs timed out; parts of it are issued again, each with a SYNC of its own, until it is known
 * which Stream IDs do not answer. Each of them is blocked at once.
 */
final class RetryPerSid {
    private static final String RETRY = "retry (patch 7)";

    private final Contexts contexts;
    private final Command commands;
    private final IssueCmdlist issueCmdlist;
    private final BlockAts blockAts;
    private final SilentDeviceSearch search;

    private final Label retry;
    private final Label retryResult;
    private final Label blocked;

    private final Field batch;
    private final Field range;
    private final Field probe;
    private final Field returnTo;

    RetryPerSid(
            Program program,
            Contexts contexts,
            Command commands,
            IssueCmdlist issueCmdlist,
            BlockAts blockAts,
            RetryStrategy strategy) {
        this.contexts = contexts;
        this.commands = commands;
        this.issueCmdlist = issueCmdlist;
        this.blockAts = blockAts;
        this.search = new SilentDeviceSearch(strategy);
        Schema.Builder schema = program.schema();
        Index cpu = contexts.threads();
        batch = schema.means("P7, retry: substreams of the batch that timed out, bit i for substream i (series.md P7)")
                .control("retry.batch", commands.substreams(), Integer::toBinaryString, cpu);
        range = schema.means("P7, retry: the pages that the ATC_INVs of the batch were about (series.md P7)")
                .upTo(commands.everything())
                .control("retry.range", Schema.bitsFor(commands.everything()), Integer::toString, cpu);
        probe = schema.means("P7, retry: the Stream IDs that are asked again now (series.md P7)")
                .control("retry.probe", commands.sids(), RetryPerSid::sids, cpu);
        returnTo = contexts.returnAddress("retry.return", RETRY);
        retry = contexts.labelIrqsOff(RETRY);
        retryResult = contexts.labelIrqsOff(RETRY);
        blocked = contexts.labelIrqsOff(RETRY);
        retry.on("issue", "issue the ATC_INV of the next Stream ID again, SYNC", this::retry)
                .saying((s, c) -> "issue the ATC_INV of sid " + sids(probe.get(s, c)) + " again, alone with a SYNC");
        retryResult
                .on("result", "look at the result of the retry", this::retryResult)
                .saying((s, c) ->
                        "the retry of sid " + sids(probe.get(s, c)) + " returned " + issueCmdlist.result(s, c));
        blocked.on("blocked", "device blocked; go on with the batch", this::blocked);
    }

    /**
     * Finds and blocks the devices that do not answer; goes on at {@code then}.
     *
     * @param substreams what the ATC_INVs of the batch were sent to; not empty
     * @param atcRange what they were about
     */
    boolean call(long[] s, int c, int substreams, int atcRange, Label then) {
        batch.set(s, c, substreams);
        range.set(s, c, atcRange);
        contexts.setReturn(s, c, returnTo, then);
        return probe(s, c, search.first(commands.sidsOf(substreams)));
    }

    private int sidsOfBatch(long[] s, int c) {
        return commands.sidsOf(batch.get(s, c));
    }

    /** Goes on with the search at {@code subset}; 0 ends it. */
    private boolean probe(long[] s, int c, int subset) {
        probe.set(s, c, subset);
        if (subset == 0) {
            batch.set(s, c, 0);
            range.set(s, c, 0);
            return contexts.goBack(s, c, returnTo);
        }
        return search.needsRetry(sidsOfBatch(s, c), subset) ? contexts.go(s, c, retry) : silent(s, c);
    }

    private boolean retry(long[] s, int c) {
        int again = 0;
        for (int left = batch.get(s, c); left != 0; left &= left - 1) {
            int substream = Integer.numberOfTrailingZeros(left);
            again |= (probe.get(s, c) >> commands.sidOf(substream) & 1) << substream;
        }
        return issueCmdlist.callAtcInv(s, c, again, range.get(s, c), true, retryResult);
    }

    private boolean retryResult(long[] s, int c) {
        return issueCmdlist.takeTimedOut(s, c)
                ? silent(s, c)
                : probe(s, c, search.next(sidsOfBatch(s, c), probe.get(s, c)));
    }

    /** The probe was not answered: its only device is to be blocked, or it is to be narrowed down. */
    private boolean silent(long[] s, int c) {
        int subset = probe.get(s, c);
        return Integer.bitCount(subset) == 1
                ? blockAts.call(s, c, Integer.numberOfTrailingZeros(subset), blocked)
                : probe(s, c, search.narrow(subset));
    }

    private boolean blocked(long[] s, int c) {
        issueCmdlist.takeTimedOut(s, c);
        return probe(s, c, search.next(sidsOfBatch(s, c), probe.get(s, c)));
    }

    private static String sids(int set) {
        List<String> members = new ArrayList<>();
        for (int left = set; left != 0; left &= left - 1) {
            members.add(Integer.toString(Integer.numberOfTrailingZeros(left)));
        }
        return String.join(", ", members);
    }
}
