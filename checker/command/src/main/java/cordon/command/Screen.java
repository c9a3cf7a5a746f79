package cordon.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Strings;
import cordon.engine.file.FileFailure;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An output on which text from outside, of a file or an argument, stays text. A control character other than a line feed or a tab, and
 * one that is not seen but changes the order or the look of others, is shown by its number, as in a string of JSON: there it means the
 * same. So a member of a file cannot colour or clear a terminal, wherever it is printed. What Cordon itself does to a terminal goes
 * through {@link #control} and {@link #printColoured}.
 */
public final class Screen extends PrintStream {
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9]{1,2}m");
    private static final int LONGEST_MESSAGE = 4_000;

    /** The {@link #failure} of an output whose reader has seen enough, as {@code head} does: nobody need be told of it. */
    public static final String CLOSED_PIPE = "Broken pipe";

    private final PrintStream device;

    private Screen(PrintStream device) {
        super(new Visible(device), true, UTF_8);
        this.device = device;
    }

    /** From now on {@link System#out} and {@link System#err} are screens. */
    public static void install() {
        System.setOut(new Screen(System.out));
        System.setErr(new Screen(System.err));
    }

    /** Why standard output did not take what was printed: a stream keeps no reason, so a line feed is tried once more. */
    public static String failure() {
        try {
            new FileOutputStream(FileDescriptor.out).write('\n');
            return "something is missing in it";
        } catch (IOException e) {
            return FileFailure.reason(e);
        }
    }

    /** Whether text is coloured if nobody says: on a terminal, unless the environment has NO_COLOR with anything in it. */
    public static boolean isColoured() {
        return Boolean.getBoolean("cordon.terminal") && Strings.isNullOrEmpty(System.getenv("NO_COLOR"));
    }

    /** The stream below {@link System#out}, for text that is all of Cordon. */
    public static PrintStream device() {
        return System.out instanceof Screen screen ? screen.device : System.out;
    }

    /** Sends {@code sequence}, which is Cordon's, to the terminal as it is. */
    public static void control(PrintStream out, String sequence) {
        out.flush();
        (out instanceof Screen screen ? screen.device : out).print(sequence);
    }

    /** Prints {@code text}, whose colours are Cordon's. */
    public static void printColoured(PrintStream out, String text) {
        Matcher colour = COLOUR.matcher(text);
        int end = 0;
        while (colour.find()) {
            out.print(text.substring(end, colour.start()));
            control(out, colour.group());
            end = colour.end();
        }
        out.print(text.substring(end));
    }

    /** Prints {@code text}, which declares itself that it is in UTF-8, in that encoding: that of the device is another in some locales. */
    public static void printInUtf8(PrintStream out, String text) {
        byte[] bytes = visible(text).getBytes(UTF_8);
        out.flush();
        PrintStream to = out instanceof Screen screen ? screen.device : out;
        to.write(bytes, 0, bytes.length);
        to.flush();
    }

    /** {@code message}, cut to what a reader looks at. */
    public static String cut(String message) {
        return message.length() <= LONGEST_MESSAGE
                ? message
                : message.substring(0, LONGEST_MESSAGE) + " ... (" + message.length() + " characters)";
    }

    /** {@code text} with numbers in the place of characters that are not seen. */
    public static String visible(CharSequence text) {
        StringBuilder seen = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isSeen(c)) {
                seen.appendCodePoint(c);
            } else {
                for (char unit : Character.toChars(c)) {
                    seen.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
                }
            }
        });
        return seen.toString();
    }

    private static boolean isSeen(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c == '\n' || c == '\t';
            case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                false;
            default -> true;
        };
    }

    /** Takes UTF-8 and prints it on a device, in the encoding of the device. */
    private static final class Visible extends OutputStream {
        private final PrintStream device;
        private final CharsetDecoder decoder = UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        private ByteBuffer rest = ByteBuffer.allocate(0); // of a character that is not complete yet

        Visible(PrintStream device) {
            this.device = device;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            ByteBuffer in = ByteBuffer.allocate(rest.remaining() + length)
                    .put(rest)
                    .put(bytes, offset, length)
                    .flip();
            CharBuffer out = CharBuffer.allocate(in.remaining());
            decoder.reset().decode(in, out, false);
            rest = in;
            device.print(visible(out.flip()));
        }

        @Override
        public void flush() throws IOException {
            if (device.checkError()) {
                throw new IOException("cannot write");
            }
        }
    }
}
