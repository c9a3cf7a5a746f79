package cordon.specs;

import com.google.common.collect.ImmutableList;

/** For each finding a wrong model that it does not explain. */
final class OtherWays {

    /** All of them. */
    static final ImmutableList<OtherWay> ALL = ImmutableList.<OtherWay>builder()
            .addAll(OtherFlushes.ALL)
            .addAll(OtherFences.ALL)
            .addAll(OtherQueues.ALL)
            .addAll(OtherAttaches.ALL)
            .addAll(OtherResets.ALL)
            .addAll(OtherBlockades.ALL)
            .build();

    private OtherWays() {}
}
