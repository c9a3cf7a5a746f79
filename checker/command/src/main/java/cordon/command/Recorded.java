package cordon.command;

import cordon.counterexamples.Origin;
import java.util.Optional;

/** Finds the model of a recording, or a variant of it if the options of picocli that an implementation may have say so. */
public interface Recorded {

    /**
     * The model that {@code origin} is about, or the variant that was asked for.
     *
     * @throws UsageException if something has no such name or value any more
     */
    Model model(Origin origin);

    /** The option that asks for a variant; empty if there are no variants. */
    default Optional<String> option() {
        return Optional.empty();
    }

    /** Whether a variant was asked for. */
    default boolean isVariant() {
        return false;
    }
}
