package cordon.command;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which Cordon this is, and which build of a program. */
public final class Version {
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,40}\\+?");
    private static final Pattern RELEASE = Pattern.compile("(\\d+\\.\\d+)\\..*");

    /** Name and version, as recordings that are checked in keep them: {@code cordon 0.1}. */
    public static final String TEXT = "cordon " + release();

    /** Those with the commit, where the launcher knows it: {@code cordon 0.1 (3f2a1bc)}; with a plus if files differ from it. */
    public static final String BUILD = TEXT + commit();

    private Version() {}

    /** Of the version of the Maven project, 0.1.0-SNAPSHOT, the numbers that say what a file of this version is. */
    private static String release() {
        Properties properties = new Properties();
        try (InputStream in = Objects.requireNonNull(Version.class.getResourceAsStream("version.properties"))) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String project = properties.getProperty("project", "");
        Matcher release = RELEASE.matcher(project);
        if (!release.matches()) {
            throw new IllegalStateException("version.properties: expected a version such as 0.1.0, not " + project);
        }
        return release.group(1);
    }

    private static String commit() {
        String commit = System.getProperty("cordon.commit", "");
        return COMMIT.matcher(commit).matches() ? " (" + commit + ")" : "";
    }

    /**
     * The build that {@code type} belongs to: a hash of its jar, or of the class files beside it.
     *
     * @throws IOException if they cannot be read
     */
    public static String buildOf(Class<?> type) throws IOException {
        Path place;
        try {
            place = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
        Hasher hasher = Hashing.sha256().newHasher();
        try (Stream<Path> tree = Files.walk(place)) {
            for (Path file : tree.filter(Files::isRegularFile)
                    .filter(file -> file.equals(place) || file.toString().endsWith(".class"))
                    .sorted()
                    .toList()) {
                hasher.putBytes(MoreFiles.asByteSource(file).read());
            }
        }
        return hasher.hash().toString().substring(0, 16);
    }
}
