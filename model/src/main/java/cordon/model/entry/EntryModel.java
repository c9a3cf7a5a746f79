package cordon.model.entry;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import cordon.engine.Successors;
import cordon.engine.schema.Index;
import cordon.model.Choice.FenceActor;
import cordon.model.NamedEntry;
import cordon.model.Parameter;
import cordon.model.Patch;
import cordon.model.Settings;
import cordon.model.World;
import cordon.model.kernel.EntryFormat;
import cordon.model.machine.Contexts;
import cordon.model.machine.Mutation;
import java.util.Optional;

/** One entry, a CPU that makes it one thing after the other, the SMMU that fetches it, and P7's fence if asked for. */
public final class EntryModel extends World {
    private static final int WRITER = 0;
    private static final int FENCE = 1;

    private final Contexts contexts;
    private final WordCodes codes;
    private final EntryFetch fetch;
    private final EntryWriter writer;
    private final Optional<FenceBeside> fence;

    /**
     * The entry as the facts have it.
     *
     * @throws IllegalArgumentException if the entries are not all STEs or all CDs, or a CD is to be fenced
     */
    public EntryModel(Settings settings, ImmutableSet<Patch> patches, Mutation mutation) {
        super(settings, patches, mutation);
        ImmutableList<NamedEntry> path = settings.get(Parameter.ENTRIES);
        boolean fenced = settings.get(Parameter.FENCE_ACTOR) == FenceActor.ON && patches.contains(Patch.P7);
        EntryFormat format = path.get(0).format();
        if (path.stream().anyMatch(entry -> entry.format() != format)) {
            throw new IllegalArgumentException("entries: an STE does not become a CD, nor the other way round");
        }
        if (fenced && format == EntryFormat.CD) {
            throw new IllegalArgumentException("fenceActor=on: P7 fences STEs, not CDs");
        }
        contexts = new Contexts(program(), new Index("CPU", fenced ? 2 : 1));
        codes = new WordCodes(format, path);
        fetch = new EntryFetch(program(), codes);
        writer = new EntryWriter(program(), contexts, path, codes, fetch);
        fence = fenced ? Optional.of(new FenceBeside(program(), contexts, codes, fetch)) : Optional.empty();
    }

    @Override
    protected Contexts contexts() {
        return contexts;
    }

    @Override
    public void initialStates(Successors out) {
        long[] s = out.begin(new long[schema().words()]);
        writer.initialise(s, WRITER);
        fence.ifPresent(f -> f.initialise(s, FENCE));
        out.add(0);
    }

    @Override
    public boolean finished(long[] state) {
        return writer.finished(state, WRITER) && (fence.isEmpty() || fenceIsUp(state));
    }

    /** The driver's side. */
    public EntryWriter writer() {
        return writer;
    }

    /** Whether the SMMU has a copy of the entry. */
    public boolean cached(long[] s) {
        return fetch.cached(s);
    }

    /** The SMMU's copy; only while there is one. */
    public long[] copy(long[] s) {
        long[] words = new long[EntryFormat.WORDS];
        for (int q = 0; q < WordCodes.WORDS; q++) {
            words[q] = codes.value(fetch.copy(s, q));
        }
        return words;
    }

    /** Word {@code q} of the entry in memory, one of the first two. */
    public long memory(long[] s, int q) {
        return codes.value(fetch.memory(s, q));
    }

    /** Whether the driver has compared an entry with its target and has not finished writing it. */
    public boolean writes(long[] s) {
        return writer.writes(s, WRITER);
    }

    /** Whether P7 runs beside the writer. */
    public boolean hasFence() {
        return fence.isPresent();
    }

    /** Whether P7 has finished its fence. */
    public boolean fenceIsUp(long[] s) {
        return fence.isPresent() && fence.get().finished(s, FENCE);
    }
}
