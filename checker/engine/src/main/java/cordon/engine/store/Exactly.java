package cordon.engine.store;

import cordon.engine.schema.Schema;

/** Remembers every state exactly, in a {@link StateSpace}. */
public final class Exactly implements Visited {
    private final StateSpace space;
    private final StateTree.Folder folder;

    /** No states. */
    public Exactly(Schema schema) {
        space = new StateSpace(schema, false);
        folder = space.folder();
    }

    @Override
    public int add(long[] state, int depth) {
        boolean fresh = space.keys().add(folder.fold(state));
        if (fresh) {
            space.added(1);
            if (space.isCrowded()) {
                space.grow();
            }
        }
        return fresh ? NEVER : 0;
    }

    @Override
    public long size() {
        return space.size();
    }

    @Override
    public long bytes() {
        return space.bytes();
    }

    @Override
    public long bytesAhead() {
        return space.bytesWhileGrowing();
    }

    @Override
    public double omissionProbability() {
        return 0;
    }
}
