package cordon.specs.kernels;

import com.google.common.collect.ImmutableList;
import cordon.symbolic.word.Words;
import java.util.List;

/**
 * The STE (smmu.md C.8). Masks are written again here, so that a slip in either place makes the formula and the code differ.
 *
 * @param <W> a word
 * @param <B> a truth value
 */
public class SteFormula<W, B> extends EntryFormula<W, B> {
    static final long VALID = 1;
    static final long EATS = bits(29, 28);

    private static final long CONFIG = bits(3, 1);
    private static final long CONFIG_S1 = 1 << 1;
    private static final long CONFIG_S2 = 1 << 2;
    private static final long CONFIG_BYPASS = 1 << 3;
    private static final long S1_WORD_0 = bits(5, 4) | bits(51, 6) | bits(63, 59);
    private static final long S1_WORD_1 = bits(7, 0) | bits(19, 19) | bits(27, 27) | EATS | bits(31, 30);
    private static final long S1DSS = bits(1, 0);
    private static final long S1DSS_BYPASS = 1;
    private static final long SHCFG = bits(45, 44);
    private static final long S2_WORD_1 = bits(25, 25) | EATS | SHCFG | bits(19, 19);
    private static final long VMID = bits(15, 0);
    private static final long S2_WORD_2 = VMID | bits(52, 32) | bits(54, 54) | bits(58, 57);
    private static final long S2_WORD_3 = bits(51, 4);
    private static final long MEV = bits(19, 19);
    private static final long EATS_TRANS = bits(28, 28);
    private static final long EATS_S1CHK = bits(29, 29);
    private static final long S2S = bits(57, 57);

    /** Computes with {@code words}. */
    public SteFormula(Words<W, B> words) {
        super(words);
    }

    @Override
    public List<W> used(List<W> entry) {
        Words<W, B> words = words();
        W config = words.masked(entry.get(0), CONFIG);
        B valid = words.isSet(entry.get(0), VALID);
        B stage1 = words.both(valid, words.isSet(config, CONFIG_S1));
        B stage2 = words.both(valid, words.isSet(config, CONFIG_S2));
        B bypass = words.both(valid, words.same(config, words.word(CONFIG_BYPASS)));
        B bypassWithoutSsid =
                words.both(stage1, words.same(words.masked(entry.get(1), S1DSS), words.word(S1DSS_BYPASS)));
        B shareability = words.either(bypass, bypassWithoutSsid);
        W nothing = words.word(0);
        return ImmutableList.of(
                words.or(words.or(words.word(VALID), words.when(valid, CONFIG)), words.when(stage1, S1_WORD_0)),
                words.or(
                        words.or(words.when(stage1, S1_WORD_1), words.when(stage2, S2_WORD_1)),
                        words.when(shareability, SHCFG)),
                words.or(words.when(stage1, VMID), words.when(stage2, S2_WORD_2)),
                words.when(stage2, S2_WORD_3),
                nothing,
                nothing,
                nothing,
                nothing);
    }

    @Override
    public List<W> updateSafe(List<W> start, List<W> target) {
        Words<W, B> words = words();
        B splitStage = words.isSet(words.or(start.get(1), target.get(1)), EATS_S1CHK);
        B stalls = words.isSet(words.or(start.get(2), target.get(2)), S2S);
        W safe = words.choice(words.either(splitStage, stalls), words.word(MEV), words.word(MEV | EATS_TRANS));
        return each(q -> q == 1 ? safe : words.word(0));
    }
}
