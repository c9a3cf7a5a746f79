package cordon.specs.kernels;

import cordon.symbolic.word.Words;
import java.util.List;

/**
 * The CD (smmu.md C.8).
 *
 * @param <W> a word
 * @param <B> a truth value
 */
public class CdFormula<W, B> extends EntryFormula<W, B> {
    static final long VALID = bits(31, 31);
    private static final long EPD0 = bits(14, 14);
    private static final long TTB0_WORD_0 = bits(13, 0);
    private static final long TTB0_WORD_1 = bits(51, 4);

    /** Computes with {@code words}. */
    public CdFormula(Words<W, B> words) {
        super(words);
    }

    @Override
    public List<W> used(List<W> entry) {
        Words<W, B> words = words();
        B valid = words.isSet(entry.get(0), VALID);
        B withoutTtb0 = words.isSet(entry.get(0), EPD0);
        return each(q -> {
            long unusedIfDisabled = q == 0 ? TTB0_WORD_0 : q == 1 ? TTB0_WORD_1 : 0;
            return words.choice(
                    valid,
                    words.choice(withoutTtb0, words.word(~unusedIfDisabled), words.word(~0L)),
                    words.word(q == 0 ? VALID : 0));
        });
    }

    @Override
    public List<W> updateSafe(List<W> start, List<W> target) {
        return each(q -> words().word(0));
    }
}
