package cordon.engine.known;

import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.Ints;
import cordon.engine.Action;
import cordon.engine.Asked;
import cordon.engine.Fairness;
import cordon.engine.FromZero;
import cordon.engine.Successors;
import cordon.engine.property.Property;
import cordon.engine.schema.EnumField;
import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;
import java.util.Arrays;
import java.util.Collections;
import java.util.stream.IntStream;

/**
 * Leader election on a ring by E. Chang and R. Roberts, <em>An improved algorithm for decentralized extrema-finding in circular
 * configurations of processes</em>, Communications of the ACM 22(5), 1979. Messages go one way round and do not overtake each
 * other. A node wakes up when it likes and sends its identity on, which is one step; from then on it receives, which is one
 * step too: it passes larger identities on, drops smaller ones, and is the leader when its own one comes back.
 *
 * <p>How often an identity is sent on depends on the order of the nodes only. So all runs have the same number of steps, a step
 * for each node and one for each message: {@code n(n+1)/2} messages if identities get smaller from node to node, {@code 2n-1}
 * if they get larger, and no other order has more or less.
 */
final class LeaderElection extends FromZero {
    private enum Phase {
        ASLEEP,
        AWAKE,
        LEADER
    }

    private final ImmutableIntArray identities;
    private final int nodes;
    private final EnumField<Phase> phase;
    private final Field length;
    private final Field message;

    /** Nodes with these identities, from 1 to the number of nodes, in the direction of the messages. */
    LeaderElection(ImmutableIntArray identities) {
        this.identities = identities;
        this.nodes = identities.length();
        Index node = new Index("node", nodes);
        int bits = Schema.bitsFor(nodes);
        phase = fields.enumField("phase", Phase.class, node);
        length = fields.field("length", bits, node); // of the channel from a node to the next
        message = fields.field("message", bits, node, new Index("place", nodes));
    }

    /** So many nodes, each with a smaller identity than the one before: most messages. */
    static LeaderElection descending(int nodes) {
        return new LeaderElection(
                ImmutableIntArray.copyOf(IntStream.range(0, nodes).map(i -> nodes - i)));
    }

    /** So many nodes, each with a larger identity than the one before: fewest messages. */
    static LeaderElection ascending(int nodes) {
        return new LeaderElection(ImmutableIntArray.copyOf(IntStream.rangeClosed(1, nodes)));
    }

    /** It holds unless identities are not unique. */
    Property atMostOneLeader() {
        return Asked.invariant("at-most-one-leader", s -> leaders(s) <= 1);
    }

    /** It holds under {@link #fairness}. */
    Property somebodyIsElected() {
        return Asked.eventually(1, (s, only) -> !isOver(s));
    }

    /** Whether somebody is elected. */
    boolean isOver(long[] s) {
        return leaders(s) > 0;
    }

    private int leaders(long[] s) {
        int leaders = 0;
        for (int i = 0; i < nodes; i++) {
            leaders += phase.is(s, i, Phase.LEADER) ? 1 : 0;
        }
        return leaders;
    }

    @Override
    public void successors(long[] s, Successors out) {
        for (int i = 0; i < nodes; i++) {
            int before = (i + nodes - 1) % nodes;
            if (phase.is(s, i, Phase.ASLEEP)) {
                long[] n = out.begin(s);
                phase.set(n, i, Phase.AWAKE);
                send(n, i, identities.get(i));
                out.add(i);
            } else if (length.isSet(s, before)) {
                long[] n = out.begin(s);
                receive(n, i, before);
                out.add(nodes + i);
            }
        }
    }

    private void receive(long[] n, int i, int before) {
        int identity = message.get(n, before, 0);
        dropFirst(n, before);
        if (identity > identities.get(i)) {
            send(n, i, identity);
        } else if (identity == identities.get(i)) {
            phase.set(n, i, Phase.LEADER);
        }
    }

    private void send(long[] n, int channel, int identity) {
        int end = length.get(n, channel);
        message.set(n, channel, end, identity);
        length.set(n, channel, end + 1);
    }

    /** What comes after the first message moves up, and the place of the last is 0 as if nothing had been there. */
    private void dropFirst(long[] n, int channel) {
        int last = length.get(n, channel) - 1;
        for (int k = 0; k < last; k++) {
            message.set(n, channel, k, message.get(n, channel, k + 1));
        }
        message.set(n, channel, last, 0);
        length.set(n, channel, last);
    }

    @Override
    public Action action(int id) {
        return new Action("node " + id % nodes, "elect", id < nodes ? "wake up" : "receive");
    }

    @Override
    public int actionCount() {
        return 2 * nodes;
    }

    /** Weak fairness of each node. */
    @Override
    public Fairness fairness() {
        int[] classOf = new int[actionCount()];
        Arrays.setAll(classOf, id -> id % nodes);
        return new Fairness(Ints.asList(classOf), Collections.nCopies(nodes, false));
    }
}
