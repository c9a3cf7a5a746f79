package cordon.engine;

import com.google.common.math.LongMath;
import com.google.common.primitives.Ints;
import cordon.engine.property.Property;
import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A small system whose number of states is known in closed form for every size: {@code n} devices cache translations of
 * {@code p} pages; a page is mapped, then invalidated at every device that is not in quarantine, then free.
 *
 * <p>Distinct states: the sum over {@code k} of {@code C(n,k) * (2^k + 3^k + 1)^p}.
 */
public final class ToyFamily implements TransitionSystem {
    private static final int UNMAP = 0;
    private static final int FREE = 1;
    private static final int MAP = 2;
    private static final int TRANSLATE = 3;
    private static final int ACKNOWLEDGE = 4;
    private static final int RELEASE = 5;

    private static final int MAPPED = 0;
    private static final int INVALIDATING = 1;
    private static final int FREED = 2;

    private final int devices;
    private final int pages;
    private final int everyone;
    private final Schema schema;
    private final Field page;
    private final Field atc;
    private final Field pending;
    private final Field ok;

    /** The instance with {@code devices} devices and {@code pages} pages, in as few words as possible. */
    public ToyFamily(int devices, int pages) {
        this(devices, pages, 0);
    }

    /** The same, but hardly two fields in one word. */
    public static ToyFamily spreadOverWords(int devices, int pages) {
        return new ToyFamily(devices, pages, 30);
    }

    private ToyFamily(int devices, int pages, int padding) {
        this.devices = devices;
        this.pages = pages;
        this.everyone = (1 << devices) - 1;
        Schema.Builder fields = Schema.builder();
        Index perPage = new Index("page", pages, true);
        Index device = new Index("device", devices, true);
        page = fields.field("page", 2, perPage);
        atc = fields.set("atc", device, perPage);
        pad(fields, padding, 1);
        pending = fields.set("pend", device, perPage);
        pad(fields, padding, 3);
        ok = fields.set("ok", device);
        pad(fields, padding, 5);
        schema = fields.build();
    }

    /** Two unused fields of so many bits, together almost a word. */
    private static void pad(Schema.Builder fields, int bits, int number) {
        if (bits > 0) {
            fields.field("pad" + number, bits);
            fields.field("pad" + (number + 1), bits);
        }
    }

    /** The number of distinct states, by the formula. */
    public long expectedStates() {
        long sum = 0;
        long choose = 1;
        for (int k = 0; k <= devices; k++) {
            long perPage = (1L << k) + LongMath.checkedPow(3, k) + 1;
            sum += choose * LongMath.checkedPow(perPage, pages);
            choose = choose * (devices - k) / (k + 1);
        }
        return sum;
    }

    /** Whether a freed page is in an ATC. */
    public boolean stale(long[] s) {
        for (int p = 0; p < pages; p++) {
            if (page.get(s, p) == FREED && atc.get(s, p) != 0) {
                return true;
            }
        }
        return false;
    }

    /** The number of devices in quarantine. */
    public int devicesInQuarantine(long[] s) {
        return devices - Integer.bitCount(ok.get(s));
    }

    /** The number of freed pages. */
    public int freePages(long[] s) {
        int count = 0;
        for (int p = 0; p < pages; p++) {
            count += page.get(s, p) == FREED ? 1 : 0;
        }
        return count;
    }

    /** Whether a device in quarantine is in some set. */
    public boolean quarantinedInSomeSet(long[] s) {
        for (int p = 0; p < pages; p++) {
            if (((atc.get(s, p) | pending.get(s, p)) & ~ok.get(s)) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Both invariants of the family, which hold. */
    public List<Property> properties() {
        return List.of(
                Asked.invariant("no-stale", s -> !stale(s)),
                Asked.invariant("quarantine-is-empty", s -> !quarantinedInSomeSet(s)));
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public void initialStates(Successors out) {
        ok.set(out.begin(new long[schema.words()]), everyone);
        out.add(0);
    }

    @Override
    public void successors(long[] s, Successors out) {
        int able = ok.get(s);
        int awaited = 0;
        for (int p = 0; p < pages; p++) {
            int cached = atc.get(s, p);
            int unanswered = pending.get(s, p);
            switch (page.get(s, p)) {
                case MAPPED -> {
                    long[] n = out.begin(s);
                    page.set(n, p, INVALIDATING);
                    pending.set(n, p, able);
                    out.add(UNMAP * pages + p);
                    for (int rest = able & ~cached; rest != 0; rest &= rest - 1) {
                        atc.set(out.begin(s), p, cached | Integer.lowestOneBit(rest));
                        out.add(TRANSLATE * pages + p);
                    }
                }
                case INVALIDATING -> {
                    awaited |= unanswered;
                    if (unanswered == 0) {
                        page.set(out.begin(s), p, FREED);
                        out.add(FREE * pages + p);
                    }
                    for (int rest = able & unanswered; rest != 0; rest &= rest - 1) {
                        long[] n = out.begin(s);
                        atc.set(n, p, cached & ~Integer.lowestOneBit(rest));
                        pending.set(n, p, unanswered & ~Integer.lowestOneBit(rest));
                        out.add(ACKNOWLEDGE * pages + p);
                    }
                }
                default -> {
                    page.set(out.begin(s), p, MAPPED);
                    out.add(MAP * pages + p);
                }
            }
        }
        for (int rest = everyone & ~able; rest != 0; rest &= rest - 1) {
            ok.set(out.begin(s), able | Integer.lowestOneBit(rest));
            out.add(RELEASE * pages);
        }
        for (int rest = able & awaited; rest != 0; rest &= rest - 1) {
            quarantine(out.begin(s), Integer.lowestOneBit(rest));
            out.add(RELEASE * pages + 1); // a timeout
        }
    }

    private void quarantine(long[] n, int device) {
        ok.set(n, ok.get(n) & ~device);
        for (int p = 0; p < pages; p++) {
            atc.set(n, p, atc.get(n, p) & ~device);
            pending.set(n, p, pending.get(n, p) & ~device);
        }
    }

    @Override
    public Action action(int id) {
        return new Action("toy", "toy", "action " + id / pages + " of page " + id % pages);
    }

    @Override
    public int actionCount() {
        return RELEASE * pages + 2;
    }

    /** Weak fairness of somebody's acknowledging page {@code p}, and of freeing it, for every {@code p}. */
    @Override
    public Fairness fairness() {
        int[] classOf = new int[actionCount()];
        Arrays.fill(classOf, Fairness.NONE);
        for (int p = 0; p < pages; p++) {
            classOf[ACKNOWLEDGE * pages + p] = p;
            classOf[FREE * pages + p] = pages + p;
        }
        return new Fairness(Ints.asList(classOf), Collections.nCopies(2 * pages, false));
    }

    /** Every invalidation ends: it holds under {@link #fairness}. */
    public Property everyInvalidationEnds() {
        return Asked.eventually(pages, (s, p) -> page.get(s, p) == INVALIDATING);
    }
}
