package cordon.specs.kernels;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import cordon.model.kernel.EntryFormat;
import cordon.symbolic.word.Longs;
import cordon.symbolic.word.Statement;
import cordon.symbolic.word.Theorem;
import cordon.symbolic.word.Words;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is said of {@code arm_smmu_write_entry}, for every start and every target (smmu.md C.8). */
public final class EntryTheorems {
    private static final ImmutableList<String> INPUTS = Stream.of(words("start"), words("target"), Stream.of("seen"))
            .flatMap(names -> names)
            .collect(toImmutableList());

    private EntryTheorems() {}

    /** The theorems about the STE of the model. */
    public static ImmutableList<Theorem> ofSte() {
        return of(EntryFormat.STE, new Entries() {
            @Override
            public <W, B> EntryFunctions<W> formula(Words<W, B> words) {
                return new SteFormula<>(words);
            }

            @Override
            public EntryFunctions<Long> code() {
                return new EntryCode(EntryFormat.STE);
            }
        });
    }

    /** The theorems about the CD of the model. */
    public static ImmutableList<Theorem> ofCd() {
        return of(EntryFormat.CD, new Entries() {
            @Override
            public <W, B> EntryFunctions<W> formula(Words<W, B> words) {
                return new CdFormula<>(words);
            }

            @Override
            public EntryFunctions<Long> code() {
                return new EntryCode(EntryFormat.CD);
            }
        });
    }

    /** The same theorems about other functions, which are those of an entry of {@code format}. */
    public static ImmutableList<Theorem> of(EntryFormat format, Entries entries) {
        return Arrays.stream(EntryProperty.values())
                .filter(property -> format == EntryFormat.STE || property.isOfCd())
                .map(property -> new Theorem(
                        "write_entry of " + (format == EntryFormat.STE ? "an STE" : "a CD"),
                        property.title(),
                        property.meaning(),
                        property.tidy().condition(),
                        ImmutableList.of(new OfFormat(format, entries, property))))
                .collect(toImmutableList());
    }

    private static Stream<String> words(String name) {
        return IntStream.range(0, EntryFormat.WORDS).mapToObj(q -> name + "[" + q + "]");
    }

    /** A property of the entries of one format. */
    private record OfFormat(EntryFormat format, Entries entries, EntryProperty property) implements Statement {
        @Override
        public String title() {
            return "";
        }

        @Override
        public List<String> inputs() {
            return INPUTS;
        }

        @Override
        public <W, B> B assumed(Words<W, B> words, List<W> inputs) {
            return property.tidy().assumed(operands(words, entries.formula(words), inputs));
        }

        @Override
        public <W, B> B claimed(Words<W, B> words, List<W> inputs) {
            return property.claimed(operands(words, entries.formula(words), inputs));
        }

        @Override
        public boolean isSoOfTheCode(List<Long> inputs) {
            EntryOperands<Long, Boolean> operands = operands(Longs.LONGS, entries.code(), inputs);
            return !property.tidy().assumed(operands) || property.claimed(operands);
        }

        private <W, B> EntryOperands<W, B> operands(Words<W, B> words, EntryFunctions<W> functions, List<W> inputs) {
            return new EntryOperands<>(
                    words, functions, format == EntryFormat.STE ? SteFormula.VALID : CdFormula.VALID, inputs);
        }
    }
}
