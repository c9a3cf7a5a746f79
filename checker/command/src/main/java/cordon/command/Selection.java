package cordon.command;

/** Chooses a model by the name of its system, and by the options of picocli that an implementation may have. */
public interface Selection {

    /**
     * The model called {@code name}.
     *
     * @throws UsageException if something has no such name or value
     */
    Model model(String name);
}
