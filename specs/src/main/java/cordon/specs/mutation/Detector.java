package cordon.specs.mutation;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Splitter;
import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Multimaps;
import cordon.engine.Trace;
import cordon.engine.explore.Bound;
import cordon.engine.explore.Bounds;
import cordon.engine.explore.BreadthFirst;
import cordon.engine.explore.Options;
import cordon.engine.explore.Report;
import cordon.engine.explore.Verdict;
import cordon.engine.property.Eventually;
import cordon.engine.property.Property;
import cordon.engine.property.Reachable;
import cordon.model.World;
import cordon.specs.finding.Finding;
import cordon.specs.finding.Findings;
import cordon.specs.finding.Interrogation;
import cordon.specs.finding.Interrogation.Piece;
import cordon.specs.finding.Sighting;
import cordon.specs.mutation.Notice.Kind;
import java.util.List;
import java.util.Optional;

/**
 * Searches cells breadth-first, by one thread, until something notices the fault.
 *
 * <p>First it looks for what the right model does not show: the search ends with the level in which it finds that. If there is nothing,
 * it looks for what the right model does show.
 *
 * @param bounds of each search
 */
public record Detector(Bounds bounds) {

    /** Searches {@code cell} until something notices its fault. */
    public Examined examine(Cell cell) {
        long begin = System.nanoTime();
        Outcome outcome;
        try {
            World world = cell.fault().in(cell.run());
            Interrogation interrogation = Interrogation.behind(world, cell.run().properties(world), Findings.ALL);
            outcome = new Inquiry(cell, world, interrogation).outcome();
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            Throwable cause = Throwables.getRootCause(e);
            String message = Splitter.on('\n')
                    .splitToList(String.valueOf(cause.getMessage()))
                    .get(0);
            outcome =
                    new Outcome(List.of(), 0, Optional.empty(), cause.getClass().getSimpleName() + ": " + message);
        }
        return new Examined(
                cell.title(),
                outcome.notices(),
                outcome.states(),
                (System.nanoTime() - begin) / 1_000_000,
                outcome.cut().map(Bound::reason).orElse(""),
                outcome.thrown());
    }

    private record Outcome(List<Notice> notices, long states, Optional<Bound> cut, String thrown) {}

    /** The two searches of one cell. */
    private final class Inquiry {
        private final Cell cell;
        private final World world;
        private final Interrogation interrogation;
        private final ImmutableList<Piece> fresh;
        private final ImmutableList<Piece> old;

        Inquiry(Cell cell, World world, Interrogation interrogation) {
            this.cell = cell;
            this.world = world;
            this.interrogation = interrogation;
            ImmutableList<Piece> asked = interrogation.pieces().stream()
                    .filter(piece -> !expected(piece.property()).isEmpty())
                    .collect(toImmutableList());
            this.fresh = asked.stream().filter(this::isFresh).collect(toImmutableList());
            this.old = asked.stream().filter(piece -> !isFresh(piece)).collect(toImmutableList());
        }

        Outcome outcome() {
            Report first = search(fresh, Options.DEFAULT.withFirst(true));
            ImmutableList<Notice> notices = fresh.stream()
                    .flatMap(piece -> notice(piece, first.verdict(piece.question())).stream())
                    .distinct()
                    .collect(toImmutableList());
            long states = first.statistics().states();
            if (!notices.isEmpty() || first.bound().isPresent() || old.isEmpty()) {
                return new Outcome(notices, states, notices.isEmpty() ? first.bound() : Optional.empty(), "");
            }
            Report second = search(old, Options.DEFAULT);
            return new Outcome(
                    second.bound().isPresent() ? List.of() : vanished(second),
                    states + second.statistics().states(),
                    second.bound(),
                    "");
        }

        private Report search(List<Piece> pieces, Options options) {
            return BreadthFirst.check(
                    interrogation.system(),
                    pieces.stream().map(Piece::question).collect(toImmutableList()),
                    options,
                    bounds,
                    statistics -> {});
        }

        /** The verdict on the right model; blank if none is checked in. */
        private String expected(Property property) {
            return cell.right().verdicts().getOrDefault(property.name(), "");
        }

        /** Tells if the right model violates the property, or does not reach what it asks for. */
        private boolean isKnown(Property property) {
            String verdict = expected(property);
            return verdict.startsWith("violated") || verdict.startsWith("unreachable");
        }

        private boolean isKnown(Property property, Finding finding) {
            return cell.right()
                    .findings()
                    .getOrDefault(property.name(), ImmutableMap.of())
                    .containsKey(finding.name());
        }

        /** Tells if a violation is, or may be, something that the right model does not show. */
        private boolean isFresh(Piece piece) {
            if (piece.property() instanceof Reachable) {
                return !isKnown(piece.property());
            }
            return piece.finding()
                    .map(finding -> !isKnown(piece.property(), finding))
                    .orElse(true);
        }

        private Optional<Notice> notice(Piece piece, Verdict verdict) {
            Property property = piece.property();
            if (verdict instanceof Verdict.Vacuous
                    && piece.finding().isEmpty()
                    && expected(property).equals("holds")) {
                return Optional.of(new Notice(property.name(), Kind.VACUOUS, -1, ""));
            } else if (verdict instanceof Verdict.Violated violated && property instanceof Eventually) {
                return ofRun(
                        property,
                        interrogation.inWorld(violated.counterexample().orElseThrow()));
            } else if (verdict instanceof Verdict.Violated violated) {
                return Optional.of(new Notice(
                        property.name(),
                        property instanceof Reachable ? Kind.UNREACHABLE : Kind.VIOLATED,
                        violated.counterexample().map(Trace::length).orElse(-1),
                        piece.finding().map(Finding::name).orElse("")));
            } else if (property instanceof Eventually
                    && isKnown(property)
                    && !(verdict instanceof Verdict.Incomplete)) {
                return Optional.of(new Notice(property.name(), Kind.VANISHED, -1, ""));
            }
            return Optional.empty();
        }

        /** A run that goes on for ever is compared with the findings once it is found. */
        private Optional<Notice> ofRun(Property property, Trace trace) {
            ImmutableList<Finding> explains = Findings.ALL.stream()
                    .filter(finding ->
                            Sighting.of(finding, world, property, trace).isPresent())
                    .collect(toImmutableList());
            return explains.stream().anyMatch(finding -> isKnown(property, finding))
                    ? Optional.empty()
                    : Optional.of(new Notice(
                            property.name(),
                            Kind.VIOLATED,
                            trace.length(),
                            explains.stream().findFirst().map(Finding::name).orElse("")));
        }

        private ImmutableList<Notice> vanished(Report report) {
            ImmutableListMultimap<Property, Piece> byProperty = Multimaps.index(old, Piece::property);
            return byProperty.asMap().entrySet().stream()
                    .filter(entry -> entry.getValue().stream()
                            .noneMatch(piece -> report.verdict(piece.question()) instanceof Verdict.Violated))
                    .map(entry -> new Notice(entry.getKey().name(), Kind.VANISHED, -1, ""))
                    .collect(toImmutableList());
        }
    }
}
