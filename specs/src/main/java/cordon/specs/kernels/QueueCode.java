package cordon.specs.kernels;

import cordon.model.hardware.QueueArithmetic;

/**
 * The arithmetic of queue pointers as the model runs it.
 *
 * @param code the model's own
 */
record QueueCode(QueueArithmetic code) implements QueueFunctions<Long, Boolean> {

    @Override
    public Long idx(Long pointer) {
        return (long) code.idx(pointer.intValue());
    }

    @Override
    public Long wrp(Long pointer) {
        return (long) code.wrp(pointer.intValue());
    }

    @Override
    public Long inc(Long pointer, Long count) {
        return (long) code.inc(pointer.intValue(), count.intValue());
    }

    @Override
    public Long distance(Long from, Long to) {
        return (long) code.distance(from.intValue(), to.intValue());
    }

    @Override
    public Boolean empty(Long prod, Long cons) {
        return code.empty(prod.intValue(), cons.intValue());
    }

    @Override
    public Boolean full(Long prod, Long cons) {
        return code.full(prod.intValue(), cons.intValue());
    }

    @Override
    public Long space(Long prod, Long cons) {
        return (long) code.space(prod.intValue(), cons.intValue());
    }

    @Override
    public Boolean consumed(Long cons, Long pointer) {
        return code.consumed(cons.intValue(), pointer.intValue());
    }

    @Override
    public Boolean legal(Long prod, Long cons) {
        return code.legal(prod.intValue(), cons.intValue());
    }
}
