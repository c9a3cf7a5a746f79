package cordon.model.cmdq;

import cordon.engine.schema.Field;
import cordon.engine.schema.Index;
import cordon.engine.schema.Schema;
import cordon.model.Choice.SwTimeout;
import cordon.model.CommandList;
import cordon.model.hardware.QueueArithmetic;
import cordon.model.machine.Contexts;
import cordon.model.machine.Label;
import cordon.model.machine.Program;
import cordon.model.machine.Step;

/**
 * {@code arm_smmu_cmdq_issue_cmdlist}, each access to shared memory a step of its own (smmu.md C.2):
 *
 * <pre>
 * P1  L = llq
 * P2  no space: take the lock exclusively, llq.cons := CONS; or wait for who has it
 * P3  cmpxchg(llq, L, {L.prod + n, OWNED}); who found OWNED clear is the owner
 * P4, P5  write the entries
 * P6  a SYNC: take the lock shared
 * P7  flip the valid bits
 *     the owner:
 * P8  wait for owner_prod == L.prod
 * P9  clear OWNED: what came in meanwhile is the owner's to publish
 * P10 wait until all of it is valid
 * P11 PROD := its end
 * P12 owner_prod := its end
 *     a SYNC:
 * P13 poll CONS
 * P14 the last holder of the lock writes llq.cons; release the lock
 * </pre>
 *
 * Sequentially consistent: the barriers of P7, P10 and P12 have nothing to do here.
 */
public final class LockFreeInsertion {
    private static final String FUNCTION = "arm_smmu_cmdq_issue_cmdlist";

    private final Contexts contexts;
    private final SharedQueue queue;
    private final QueueArithmetic arithmetic;
    private final Commands commands;

    private final Label load;
    private final Label full;
    private final Label refresh;
    private final Label refreshed;
    private final Label exchange;
    private final Label write;
    private final Label lock;
    private final Label validate;
    private final Label awaitOwner;
    private final Label gather;
    private final Label awaitValid;
    private final Label publish;
    private final Label handOver;
    private final Label poll;
    private final Label isLast;
    private final Label setCons;
    private final Label release;
    private final Label done;
    private final Step writing;
    private final Step synced;

    private final Field round;
    private final Field prod;
    private final Field cons;
    private final Field owned;
    private final Field written;
    private final Field end;

    LockFreeInsertion(Program program, Contexts contexts, SharedQueue queue, Commands commands, SwTimeout timeout) {
        this.contexts = contexts;
        this.queue = queue;
        this.arithmetic = queue.arithmetic();
        this.commands = commands;
        Schema.Builder schema = program.schema();
        Index cpu = contexts.threads();
        int bits = arithmetic.pointerBits();
        round = schema.means("the lists that the CPU has inserted (smmu.md C.2)")
                .upTo(commands.rounds())
                .control("round", Schema.bitsFor(commands.rounds()), Integer::toString, cpu);
        prod = schema.means("issue_cmdlist: PROD in the copy of llq that the CPU has loaded (smmu.md C.2, P1)")
                .control("L.prod", bits, Integer::toString, cpu);
        cons = schema.means("issue_cmdlist: CONS in the copy of llq that the CPU has loaded (smmu.md C.2, P1)")
                .control("L.cons", bits, Integer::toString, cpu);
        owned = schema.means(
                        "issue_cmdlist: OWNED in the copy of llq that the CPU has loaded: another CPU is the owner (smmu.md C.2, P3)")
                .control("L.owned", 1, Integer::toString, cpu);
        written = schema.means("issue_cmdlist: the entries of its list that the CPU has written (smmu.md C.2, P4)")
                .control("written", 2, Integer::toString, cpu);
        end = schema.means("issue_cmdlist: where the slots end for which the owner moves PROD (smmu.md C.2, P9)")
                .control("end", bits, Integer::toString, cpu);

        load = contexts.labelIrqsOff(FUNCTION);
        full = contexts.labelIrqsOff(FUNCTION);
        refresh = contexts.labelIrqsOff(FUNCTION);
        refreshed = contexts.labelIrqsOff(FUNCTION);
        exchange = contexts.labelIrqsOff(FUNCTION);
        write = contexts.labelIrqsOff(FUNCTION);
        lock = contexts.labelIrqsOff(FUNCTION);
        validate = contexts.labelIrqsOff(FUNCTION);
        awaitOwner = contexts.labelIrqsOff(FUNCTION);
        gather = contexts.labelIrqsOff(FUNCTION);
        awaitValid = contexts.labelIrqsOff(FUNCTION);
        publish = contexts.labelIrqsOff(FUNCTION);
        handOver = contexts.labelIrqsOff(FUNCTION);
        poll = contexts.labelIrqsOff(FUNCTION);
        isLast = contexts.labelIrqsOff(FUNCTION);
        setCons = contexts.labelIrqsOff(FUNCTION);
        release = contexts.labelIrqsOff(FUNCTION);
        done = contexts.label("idle");

        Field[] llq = {queue.llqProd, queue.llqOwned, queue.llqCons};
        load.on("P1", "L = llq", this::loaded).reading(llq);
        full.on("P2 exclusive", "no space: take cmdq->lock exclusively", this::takeExclusive)
                .writing(queue.holders, queue.exclusive);
        full.on("P2 wait", "no space, and somebody holds cmdq->lock: read llq again", this::reload)
                .reading(queue.llqProd, queue.llqOwned, queue.llqCons, queue.holders, queue.exclusive);
        refresh.on("P2 refresh", "llq.cons := CMDQ_CONS", this::refresh)
                .reading(queue.cons)
                .writing(queue.llqCons);
        refreshed
                .on("P2 release", "release cmdq->lock; L = llq", this::refreshed)
                .reading(llq)
                .writing(queue.exclusive);
        exchange.on("P3", "cmpxchg(llq)", this::exchange)
                .reading(llq)
                .writing(queue.llqProd, queue.llqOwned)
                .saying((s, c) -> unchanged(s, c)
                        ? "cmpxchg(llq): the slots from " + prod.get(s, c) + " on are CPU" + c + "'s"
                        : "cmpxchg(llq) fails: somebody else was faster");
        writing = write.on("P4-P5", "write an entry", this::write)
                .writing(queue.entries)
                .saying((s, c) -> "write " + commands.format(nextCommand(s, c)));
        lock.on("P6", "take cmdq->lock shared", this::takeShared).writing(queue.holders, queue.exclusive);
        validate.on("P7", "flip the valid bits", this::validate).writing(queue.valid);
        awaitOwner
                .on("P8", "owner: the previous owner has moved PROD", this::awaitOwner)
                .reading(queue.ownerProd);
        gather.on("P9", "owner: clear OWNED", this::gather).writing(queue.llqProd, queue.llqOwned);
        awaitValid
                .on("P10", "owner: every slot up to the end is valid", this::awaitValid)
                .reading(queue.valid);
        publish.on("P11", "owner: write CMDQ_PROD", this::publish).writing(queue.prod);
        handOver.on("P12", "owner: write owner_prod", this::handOver).writing(queue.ownerProd);
        synced = poll.on("P13", "CONS has passed the SYNC", this::synced).reading(queue.cons);
        if (timeout == SwTimeout.ANY_TIME) {
            poll.on("P13 timeout", "1 s is over: give up on the SYNC", this::giveUp)
                    .reading(queue.cons);
        }
        isLast.on("P14", "am I the last holder of cmdq->lock?", this::isLast)
                .reading(queue.holders)
                .saying((s, c) -> "holders of cmdq->lock: " + queue.holders(s));
        setCons.on("P14 cons", "the last holder: write llq.cons", this::setCons).writing(queue.llqCons);
        release.on("P14 release", "release cmdq->lock", this::release).writing(queue.holders);
    }

    /** An entry is written. */
    public Step writing() {
        return writing;
    }

    /** The slot that context {@code c} writes next holds a command that was not consumed. */
    public boolean overwrites(long[] s, int c) {
        return queue.entry(s, arithmetic.inc(prod.get(s, c), written.get(s, c))) != 0;
    }

    /** Somebody who waited for a SYNC goes on. */
    public Step synced() {
        return synced;
    }

    /** Where the SYNC is that context {@code c} waits for. */
    public int syncPointer(long[] s, int c) {
        return arithmetic.inc(prod.get(s, c), list(c).commands());
    }

    void initialise(long[] s, int c) {
        contexts.go(s, c, commands.rounds() == 0 ? done : load);
    }

    boolean finished(long[] s, int c) {
        return contexts.isAt(s, c, done);
    }

    private CommandList list(int c) {
        return commands.lists().get(c);
    }

    private boolean loaded(long[] s, int c) {
        prod.set(s, c, queue.llqProd(s));
        cons.set(s, c, queue.llqCons(s));
        owned.set(s, c, queue.llqOwned(s) ? 1 : 0);
        boolean fits = arithmetic.space(prod.get(s, c), cons.get(s, c)) >= list(c).length();
        return contexts.go(s, c, fits ? exchange : full);
    }

    private boolean unchanged(long[] s, int c) {
        return prod.get(s, c) == queue.llqProd(s)
                && cons.get(s, c) == queue.llqCons(s)
                && owned.isSet(s, c) == queue.llqOwned(s);
    }

    private boolean takeExclusive(long[] s, int c) {
        return queue.lockExclusive(s) && contexts.go(s, c, refresh);
    }

    /** Reading the same again is no step. */
    private boolean reload(long[] s, int c) {
        return queue.locked(s) && !unchanged(s, c) && loaded(s, c);
    }

    private boolean refresh(long[] s, int c) {
        queue.setLlqCons(s, queue.cons(s));
        return contexts.go(s, c, refreshed);
    }

    private boolean refreshed(long[] s, int c) {
        queue.unlockExclusive(s);
        return loaded(s, c);
    }

    private boolean exchange(long[] s, int c) {
        if (!unchanged(s, c)) {
            return loaded(s, c);
        }
        queue.setLlqProd(s, arithmetic.inc(prod.get(s, c), list(c).length()), true);
        return contexts.go(s, c, write);
    }

    private int nextCommand(long[] s, int c) {
        return commands.number(c, round.get(s, c), written.get(s, c));
    }

    private boolean write(long[] s, int c) {
        int k = written.get(s, c);
        queue.setEntry(s, arithmetic.inc(prod.get(s, c), k), nextCommand(s, c));
        boolean last = k + 1 == list(c).length();
        written.set(s, c, last ? 0 : k + 1);
        Label next = list(c).sync() ? lock : validate;
        return contexts.go(s, c, last ? next : write);
    }

    private boolean takeShared(long[] s, int c) {
        return queue.lockShared(s) && contexts.go(s, c, validate);
    }

    private boolean validate(long[] s, int c) {
        queue.flipValid(s, prod.get(s, c), arithmetic.inc(prod.get(s, c), list(c).length()));
        return owned.isSet(s, c) ? inserted(s, c) : contexts.go(s, c, awaitOwner);
    }

    private boolean awaitOwner(long[] s, int c) {
        return queue.ownerProd(s) == prod.get(s, c) && contexts.go(s, c, gather);
    }

    private boolean gather(long[] s, int c) {
        end.set(s, c, queue.llqProd(s));
        queue.setLlqProd(s, queue.llqProd(s), false);
        return contexts.go(s, c, awaitValid);
    }

    private boolean awaitValid(long[] s, int c) {
        return queue.valid(s, prod.get(s, c), end.get(s, c)) && contexts.go(s, c, publish);
    }

    private boolean publish(long[] s, int c) {
        queue.setProd(s, end.get(s, c));
        return contexts.go(s, c, handOver);
    }

    private boolean handOver(long[] s, int c) {
        queue.setOwnerProd(s, end.get(s, c));
        end.set(s, c, 0);
        return inserted(s, c);
    }

    private boolean inserted(long[] s, int c) {
        owned.set(s, c, 0);
        return list(c).sync() ? contexts.go(s, c, poll) : leave(s, c);
    }

    private boolean synced(long[] s, int c) {
        if (!arithmetic.consumed(queue.cons(s), syncPointer(s, c))) {
            return false;
        }
        cons.set(s, c, queue.cons(s));
        return contexts.go(s, c, isLast);
    }

    private boolean giveUp(long[] s, int c) {
        if (arithmetic.consumed(queue.cons(s), syncPointer(s, c))) {
            return false;
        }
        cons.set(s, c, queue.cons(s));
        return contexts.go(s, c, isLast);
    }

    private boolean isLast(long[] s, int c) {
        return contexts.go(s, c, queue.holders(s) == 1 ? setCons : release);
    }

    private boolean setCons(long[] s, int c) {
        queue.setLlqCons(s, cons.get(s, c));
        return contexts.go(s, c, release);
    }

    private boolean release(long[] s, int c) {
        queue.unlockShared(s);
        return leave(s, c);
    }

    private boolean leave(long[] s, int c) {
        prod.set(s, c, 0);
        cons.set(s, c, 0);
        round.set(s, c, round.get(s, c) + 1);
        return contexts.go(s, c, round.get(s, c) == commands.rounds() ? done : load);
    }
}
