package cordon.engine.expression;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts an expression into words, quoted texts and signs. */
final class Lexer {
    /** The longest expression that is read, in characters. */
    static final int MAX_LENGTH = 10_000;

    private static final ImmutableList<String> SIGNS = ImmutableList.of(
            "->", "~>", "!=", "<=", ">=", "==", "&&", "||", "(", ")", "[", "]", ",", ":", "!", "=", "<", ">", "&", "|",
            "-");

    private static final CharMatcher OF_WORD = CharMatcher.inRange('a', 'z')
            .or(CharMatcher.inRange('A', 'Z'))
            .or(CharMatcher.inRange('0', '9'))
            .or(CharMatcher.anyOf("_."));

    private final String text;
    private int position;

    /** The kinds of tokens. */
    enum Kind {
        /** Letters, digits, underscores and dots. */
        WORD,
        /** What stood in quotation marks, without them. */
        QUOTED,
        /** One of a few signs. */
        SIGN,
        /** The end of the expression. */
        END
    }

    /**
     * A token.
     *
     * @param kind its kind
     * @param text what it says
     * @param column where it begins, from 1
     */
    record Token(Kind kind, String text, int column) {
        boolean is(String sign) {
            return kind == Kind.SIGN && text.equals(sign);
        }

        boolean isWord(String word) {
            return kind == Kind.WORD && text.equals(word);
        }

        /** The token for a message. */
        String shown() {
            return switch (kind) {
                case END -> "the end";
                case QUOTED -> Printer.quoted(text);
                default -> "'" + text + "'";
            };
        }
    }

    private Lexer(String text) {
        this.text = text;
    }

    /** The tokens of {@code text}; the last is the end. */
    static ImmutableList<Token> tokens(String text) throws ExpressionException {
        if (text.length() > MAX_LENGTH) {
            throw new ExpressionException(
                    MAX_LENGTH + 1, "the expression is longer than " + MAX_LENGTH + " characters");
        }
        Lexer lexer = new Lexer(text);
        List<Token> tokens = new ArrayList<>();
        while (tokens.isEmpty() || tokens.get(tokens.size() - 1).kind() != Kind.END) {
            tokens.add(lexer.next());
        }
        return ImmutableList.copyOf(tokens);
    }

    private Token next() throws ExpressionException {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
        int column = position + 1;
        if (position == text.length()) {
            return new Token(Kind.END, "", column);
        }
        char first = text.charAt(position);
        if (OF_WORD.matches(first)) {
            int begin = position;
            while (position < text.length() && OF_WORD.matches(text.charAt(position))) {
                position++;
            }
            return new Token(Kind.WORD, text.substring(begin, position), column);
        }
        if (first == '"' || first == '\'') {
            return new Token(Kind.QUOTED, quoted(first), column);
        }
        for (String sign : SIGNS) {
            if (text.startsWith(sign, position)) {
                position += sign.length();
                return new Token(Kind.SIGN, sign.equals("==") ? "=" : sign.replaceAll("^([&|])\\1$", "$1"), column);
            }
        }
        String shown = first > ' ' && first < 127
                ? "'" + first + "'"
                : String.format(Locale.ROOT, "character U+%04X", text.codePointAt(position));
        throw new ExpressionException(column, "unexpected " + shown);
    }

    private String quoted(char mark) throws ExpressionException {
        int column = position + 1;
        StringBuilder content = new StringBuilder();
        for (position++; position < text.length(); position++) {
            char c = text.charAt(position);
            if (c == mark) {
                position++;
                return content.toString();
            }
            if (c == '\\' && position + 1 < text.length()) {
                position++;
                c = text.charAt(position);
            }
            content.append(c);
        }
        throw new ExpressionException(column, "a quotation mark opens here and none closes");
    }
}
