package cordon.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.sun.source.tree.CompilationUnitTree;
import cordon.cli.report.Place;
import cordon.specs.source.ParsedSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the sources of the model declare its steps. */
final class StepPlaces {
    /** Of several declarations that a step may be of, the one that tells most of its name is the last. */
    private static final Comparator<Declaration> TELLS_LESS_FIRST = Comparator.comparing((Declaration declaration) ->
                    !declaration.pattern().procedure().isEmpty())
            .thenComparing(declaration -> declaration.pattern().whole())
            .thenComparing(declaration -> declaration.pattern().code().length());

    private final ImmutableList<Declaration> declarations;

    private record Declaration(StepPattern pattern, Place place) {}

    private StepPlaces(ImmutableList<Declaration> declarations) {
        this.declarations = declarations;
    }

    /** Those of all source files below {@code sources}; none if that is no directory, or this Java has no compiler. */
    static StepPlaces in(Path sources) throws IOException {
        Optional<ParsedSources> parsed = Files.isDirectory(sources) ? ParsedSources.of(sources) : Optional.empty();
        return new StepPlaces(parsed.stream()
                .flatMap(all -> all.units().stream().flatMap(unit -> declarations(all, unit)))
                .collect(toImmutableList()));
    }

    private static Stream<Declaration> declarations(ParsedSources parsed, CompilationUnitTree unit) {
        String file = Home.inCheckout(Path.of(unit.getSourceFile().getName()));
        return new SourceFacts(unit).steps().stream().map(step -> {
            long start = parsed.positions().getStartPosition(unit, step.code());
            return new Declaration(
                    step.pattern(), new Place(file, (int) unit.getLineMap().getLineNumber(start)));
        });
    }

    /** The place of the step called {@code name}; empty if no declaration fits. */
    Optional<Place> of(String name) {
        return declarations.stream()
                .filter(declaration -> declaration.pattern().fits(name))
                .max(TELLS_LESS_FIRST)
                .map(Declaration::place);
    }
}
