package cordon.symbolic.word;

import java.util.List;

/**
 * A property of a function of words.
 *
 * @param function which one
 * @param name of the property; unique among those of the function
 * @param meaning a sentence
 * @param assumed what it assumes of the input, in words
 * @param statements what has to be so for every input; at least one
 */
public record Theorem(String function, String name, String meaning, String assumed, List<Statement> statements) {}
