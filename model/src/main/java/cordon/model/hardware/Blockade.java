package cordon.model.hardware;

/** For properties: a device of which nothing passes, by the rows of smmu.md A.8. */
public final class Blockade {
    private final StreamTable streams;
    private final ContextDescriptors descriptors;
    private final Command commands;

    /** The blockades that {@code streams} can be. */
    Blockade(StreamTable streams, Command commands) {
        this.streams = streams;
        this.descriptors = streams.descriptors();
        this.commands = commands;
    }

    /**
     * True if neither the entry of {@code sid} in memory nor the SMMU's copy of it lets anything pass: no Translated transaction, and
     * none that is translated or bypasses translation, with a PASID or without.
     */
    public boolean isUp(long[] s, int sid) {
        return stops(s, sid, streams.code(s, sid)) && (!streams.cached(s, sid) || stops(s, sid, streams.copy(s, sid)));
    }

    private boolean stops(long[] s, int sid, int entry) {
        return switch (StreamTable.decision(entry)) {
            case BAD_STE, ABORT -> true;
            case BYPASS, TRANSLATE -> false;
            case NO_ATS -> stage1Stops(s, sid, entry);
        };
    }

    private boolean stage1Stops(long[] s, int sid, int entry) {
        for (int ssid = 0; ssid < commands.ssids(); ssid++) {
            int substream = commands.substream(sid, ssid);
            boolean valid = descriptors.valid(s, substream) || descriptors.cachedValid(s, substream);
            Stage1Decision decision =
                    Stage1Decision.of(streams.s1dssDecides(substream), StreamTable.s1dss(entry), valid);
            if (!Stage1Decision.ABORTS.contains(decision)) {
                return false;
            }
        }
        return true;
    }
}
