package cordon.symbolic;

import static cordon.symbolic.Formula.and;
import static cordon.symbolic.Formula.forall;
import static cordon.symbolic.Formula.implies;
import static cordon.symbolic.Formula.not;
import static cordon.symbolic.Formula.same;

/**
 * The lock server of Ivy (Padon et al., PLDI 2016, section 2): clients connect to servers, of which each gives its lock to one client. The
 * invariant is the published one.
 */
public final class LockServer extends Protocol {

    /** The protocol. */
    public LockServer() {
        this(true);
    }

    /** With {@code takes} false, a server that gives its lock away keeps it. */
    public LockServer(boolean takes) {
        Sort client = sort("client");
        Sort server = sort("server");
        Variable c = new Variable("c", client);
        Variable d = new Variable("d", client);
        Variable s = new Variable("s", server);
        Relation link = relation("link", client, server);
        Relation free = initially(relation("free", server));

        Step connect = step("connect", c, s).when(free.of(s)).set(link, c, s).saying("{c} takes the lock of {s}");
        if (takes) {
            connect.clear(free, s);
        }
        step("disconnect", c, s)
                .when(link.of(c, s))
                .clear(link, c, s)
                .set(free, s)
                .saying("{c} gives the lock of {s} back");

        property(
                "exclusive",
                "A server has given its lock to one client at most.",
                forall(implies(and(link.of(c, s), link.of(d, s)), same(c, d)), c, d, s));
        invariant(
                "given-is-not-free",
                "A lock that a client has is not free.",
                forall(not(and(link.of(c, s), free.of(s))), c, s));
    }
}
