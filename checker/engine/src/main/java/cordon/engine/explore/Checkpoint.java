package cordon.engine.explore;

import com.google.common.base.Ascii;
import com.google.common.io.ByteStreams;
import com.google.common.io.CountingInputStream;
import cordon.engine.file.FileFailure;
import cordon.engine.file.TextFile;
import cordon.engine.store.DamagedException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * A file from which a search goes on.
 *
 * <p>The file is: a magic number, the version of the format, the fingerprint of what is searched, the content, and a CRC-32C
 * (RFC 3720) of all that. It is written beside its place, forced to disk and then renamed, so that at every moment either the
 * old file or the new one is there, whole. It is read twice: the first time only for the checksum, so that nothing, not even
 * the fingerprint, is believed of a file that was damaged. Reading changes nothing on disk.
 */
final class Checkpoint {
    private static final long MAGIC = 0x434f52444f4e4350L; // "CORDONCP"
    private static final int VERSION = 3;
    private static final int CHECKSUM_BYTES = Long.BYTES;
    private static final int MAX_FINGERPRINT_BYTES = 1 << 20;
    private static final int MAX_SHOWN = 2_000; // characters of the fingerprint of another search

    private final Path file;
    private final String fingerprint;
    private final UnaryOperator<OutputStream> medium;

    /** The checkpoint at {@code file} of whatever has this fingerprint. */
    Checkpoint(Path file, String fingerprint) {
        this(file, fingerprint, UnaryOperator.identity());
    }

    /** The same; what is written goes through {@code medium}, so that a test can have writes fail. */
    Checkpoint(Path file, String fingerprint, UnaryOperator<OutputStream> medium) {
        this.file = file;
        this.fingerprint = fingerprint;
        this.medium = medium;
    }

    /** Writes the content. */
    @FunctionalInterface
    interface Writer {
        void write(DataOutputStream out) throws IOException;
    }

    /** Reads the content, which is what was written. */
    @FunctionalInterface
    interface Reader {
        void read(DataInputStream in) throws IOException;
    }

    /**
     * Puts a new checkpoint in the place of the old one.
     *
     * @throws IOException if that was not possible, which says which file and why; the old one is still there
     */
    void write(Writer content) throws IOException {
        Path beside = TextFile.beside(file);
        try {
            try (FileChannel channel = FileChannel.open(
                    beside,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                CheckedOutputStream checked = new CheckedOutputStream(
                        new BufferedOutputStream(medium.apply(Channels.newOutputStream(channel)), 1 << 16),
                        new CRC32C());
                DataOutputStream out = new DataOutputStream(checked);
                out.writeLong(MAGIC);
                out.writeInt(VERSION);
                byte[] name = fingerprint.getBytes(StandardCharsets.UTF_8);
                out.writeInt(name.length);
                out.write(name);
                content.write(out);
                out.writeLong(checked.getChecksum().getValue());
                out.flush();
                channel.force(true);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceDirectory();
        } catch (IOException e) {
            TextFile.remove(beside, e);
            throw FileFailure.of(file, e);
        }
    }

    /**
     * Reads the checkpoint.
     *
     * @throws CheckpointException if it cannot be read, or is of something else; the message says what is wrong with which file
     */
    void read(Reader content) throws CheckpointException {
        try {
            try (InputStream stream = Files.newInputStream(file)) {
                requireMagic(new DataInputStream(new BufferedInputStream(stream)));
            }
            requireChecksum();
            try (InputStream stream = Files.newInputStream(file)) {
                DataInputStream in = new DataInputStream(new BufferedInputStream(stream, 1 << 16));
                requireHeader(in);
                readContent(content, in);
            }
        } catch (CheckpointException e) {
            throw e;
        } catch (IOException e) {
            throw new CheckpointException(file, FileFailure.reason(e), e);
        }
    }

    /** Whatever fails while the content is read is the fault of the file: its checksum says only that it was written like that. */
    private void readContent(Reader content, DataInputStream in) throws IOException {
        try {
            content.read(in);
            in.readLong();
            DamagedException.require(in.read() < 0, "it goes on after its end");
        } catch (EOFException e) {
            throw damaged(file, "it ends too early", e);
        } catch (DamagedException e) {
            throw damaged(file, String.valueOf(e.getMessage()), e);
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            throw damaged(file, "its content makes no sense: " + e, e);
        }
    }

    /** {@code file} has the right checksum and, as {@code what} says, a content that no search has written. */
    static CheckpointException damaged(Path file, String what, Throwable cause) {
        return new CheckpointException(file, "it is damaged: " + what, cause);
    }

    private void requireMagic(DataInputStream in) throws IOException {
        if (in.readLong() != MAGIC) {
            throw new CheckpointException(file, "it is not a checkpoint");
        }
    }

    private void requireHeader(DataInputStream in) throws IOException {
        requireMagic(in);
        int version = in.readInt();
        if (version != VERSION) {
            throw new CheckpointException(
                    file, "it has format " + version + ", and this program reads format " + VERSION);
        }
        int length = in.readInt();
        if (length < 0 || length > MAX_FINGERPRINT_BYTES) {
            throw new CheckpointException(file, "it is damaged: no fingerprint has " + length + " bytes");
        }
        String other = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        if (!other.equals(fingerprint)) {
            throw new CheckpointException(
                    file,
                    "it is of another search\n  there: " + Ascii.truncate(other, MAX_SHOWN, "...") + "\n  here:  "
                            + fingerprint);
        }
    }

    private void requireChecksum() throws IOException {
        long size = Files.size(file) - CHECKSUM_BYTES;
        try (CountingInputStream stream = new CountingInputStream(Files.newInputStream(file))) {
            CheckedInputStream checked = new CheckedInputStream(ByteStreams.limit(stream, size), new CRC32C());
            checked.transferTo(OutputStream.nullOutputStream());
            long expected = new DataInputStream(stream).readLong();
            if (checked.getChecksum().getValue() != expected) {
                throw new CheckpointException(file, "it is damaged or truncated: the checksum is wrong");
            }
        }
    }

    /** Makes the renaming durable; not every file system can. */
    private void forceDirectory() {
        try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent())) {
            directory.force(true);
        } catch (IOException e) {
            // then the next checkpoint makes up for it
        }
    }
}
