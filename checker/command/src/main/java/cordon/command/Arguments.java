package cordon.command;

import com.google.common.base.Ascii;
import java.lang.reflect.AnnotatedElement;
import java.nio.charset.Charset;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The arguments of options, read alike by all commands: numbers in the digits 0 to 9 and within their range, and names of files. */
public final class Arguments {
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]{1,20}");

    private Arguments() {}

    /** Has {@code commands} read arguments so. */
    public static void readFor(CommandLine commands) {
        ITypeConverter<Integer> integer = text -> Math.toIntExact(number(text));
        commands.registerConverter(int.class, integer)
                .registerConverter(Integer.class, integer)
                .registerConverter(long.class, Arguments::number)
                .registerConverter(Long.class, Arguments::number)
                .registerConverter(Path.class, Arguments::path)
                .setExpandAtFiles(false)
                .setExecutionStrategy(parsed -> {
                    List<ParseResult> commandsNamed = withSubcommands(parsed);
                    commandsNamed.forEach(Arguments::requireKnown);
                    commandsNamed.forEach(Arguments::requireRanges);
                    commandsNamed.forEach(Arguments::requireOneValueEach);
                    return new CommandLine.RunLast().execute(parsed);
                });
    }

    /** The one sentence to say of {@code e} if it is about an option that has a range. */
    public static Optional<String> explanation(ParameterException e) {
        if (e instanceof Refused) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
        return e.getArgSpec() instanceof OptionSpec option && e.getValue() != null
                ? range(option).map(range -> refusal(option, range, e.getValue()))
                : Optional.empty();
    }

    /** The range of {@code option}, if it has one. */
    public static Optional<Within> range(ArgSpec option) {
        return option.userObject() instanceof AnnotatedElement field
                ? Optional.ofNullable(field.getAnnotation(Within.class))
                : Optional.empty();
    }

    /**
     * The file called {@code name}.
     *
     * @throws UsageException if there can be none of that name
     */
    public static Path file(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new UsageException("'" + name + "' is not the name of a file"
                    + (name.chars().allMatch(c -> c < 0x80)
                            ? ": " + e.getReason()
                            : " where names are in " + encodingOfNames()
                                    + ", as the locale says; set LC_ALL=C.UTF-8, for example"));
        }
    }

    private static Charset encodingOfNames() {
        return Charset.forName(
                System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name()));
    }

    private static Path path(String name) {
        try {
            return file(name);
        } catch (UsageException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    private static long number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new TypeConversionException("'" + text + "' is not a number in the digits 0 to 9");
        }
        return Long.parseLong(text);
    }

    private static List<ParseResult> withSubcommands(ParseResult parsed) {
        List<ParseResult> all = new ArrayList<>(List.of(parsed));
        while (all.get(all.size() - 1).hasSubcommand()) {
            all.add(all.get(all.size() - 1).subcommand());
        }
        return all;
    }

    /** Of a command line with --help picocli would not look at the rest. */
    private static void requireKnown(ParseResult parsed) {
        if (!parsed.unmatched().isEmpty()) {
            throw new UnmatchedArgumentException(parsed.commandSpec().commandLine(), parsed.unmatched());
        }
    }

    private static void requireRanges(ParseResult parsed) {
        for (OptionSpec option : parsed.matchedOptionsSet()) {
            Optional<Within> range = range(option);
            Object value = option.getValue();
            if (range.isPresent() && value instanceof Number number) {
                long given = number.longValue();
                if (given < range.get().least() || given > range.get().most()) {
                    throw new Refused(
                            parsed.commandSpec().commandLine(), refusal(option, range.get(), Long.toString(given)));
                }
            }
        }
    }

    /** Of two values for one name, as {@code --set} has names, the parser would take the last. */
    private static void requireOneValueEach(ParseResult parsed) {
        for (OptionSpec option : parsed.matchedOptionsSet()) {
            Map<String, String> values = new HashMap<>();
            for (String given :
                    Map.class.isAssignableFrom(option.type()) ? option.originalStringValues() : List.<String>of()) {
                int sign = given.indexOf('=');
                String name = Ascii.toLowerCase(given.substring(0, sign));
                String value = given.substring(sign + 1);
                String other = values.putIfAbsent(name, value);
                if (other != null && !other.equals(value)) {
                    throw new Refused(
                            parsed.commandSpec().commandLine(),
                            option.longestName() + " " + given.substring(0, sign) + " has two values: " + other
                                    + " and " + value);
                }
            }
        }
    }

    /** An argument that its option does not take, in one sentence. */
    private static final class Refused extends ParameterException {
        Refused(CommandLine command, String message) {
            super(command, message);
        }
    }

    private static String refusal(OptionSpec option, Within range, String value) {
        return option.longestName() + " is from " + range.least() + " to " + range.most() + ", not " + value;
    }
}
