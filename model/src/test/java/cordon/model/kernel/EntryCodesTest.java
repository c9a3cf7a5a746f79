package cordon.model.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cordon.model.hardware.ContextDescriptors;
import cordon.model.hardware.StreamTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The small codes that a state holds behave under {@code arm_smmu_write_entry} as the entries of smmu.md C.8 do. */
class EntryCodesTest {
    private static final int CD_TABLE = StreamTable.cdTable(StreamTable.S1DSS_SSID0, true);
    private static final int CD_TABLE_BYPASS = StreamTable.cdTable(StreamTable.S1DSS_BYPASS, true);

    @Test
    void syncsOfAnSte() {
        assertEquals(2, syncs(StreamTable.BYPASS, StreamTable.ABORT));
        assertEquals(2, syncs(StreamTable.ABORT, StreamTable.BYPASS));
        assertEquals(2, syncs(CD_TABLE, StreamTable.ABORT));
        assertEquals(2, syncs(StreamTable.ABORT, CD_TABLE));
        assertEquals(3, syncs(CD_TABLE, StreamTable.BYPASS));
        assertEquals(3, syncs(StreamTable.BYPASS, CD_TABLE));
        assertEquals(1, syncs(CD_TABLE, StreamTable.cdTable(StreamTable.S1DSS_TERMINATE, true)));
        assertEquals(2, syncs(CD_TABLE_BYPASS, StreamTable.BYPASS));
        assertEquals(1, syncs(CD_TABLE, StreamTable.cdTable(StreamTable.S1DSS_SSID0, false)));
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 2", "1, 0, 2", "1, 2, 3"})
    void syncsOfACd(int from, int to, int syncs) {
        assertEquals(syncs, cdSyncs(cd(from), cd(to)));
    }

    private static int cd(int which) {
        return which == 0 ? ContextDescriptors.CLEAR : ContextDescriptors.leadingTo(which - 1);
    }

    private static int syncs(int from, int to) {
        return syncs(EntryFormat.STE, StreamTable.words(from), StreamTable.words(to));
    }

    private static int cdSyncs(int from, int to) {
        return syncs(EntryFormat.CD, ContextDescriptors.words(from), ContextDescriptors.words(to));
    }

    private static int syncs(EntryFormat format, long[] from, long[] to) {
        return EntryUpdate.of(format, from, to).groups(from).size();
    }
}
