package cordon.symbolic.word;

import java.util.List;

/**
 * A sentence about a function of words that is to be so for every input: what is claimed follows from what is assumed. The function is
 * there twice, as a formula over {@link Words} and as the code that is really run.
 */
public interface Statement {
    /** What distinguishes it from the other statements of its theorem; empty if there is no other. */
    String title();

    /** The names of the input words, all different. */
    List<String> inputs();

    /** What of the input is assumed. */
    <W, B> B assumed(Words<W, B> words, List<W> inputs);

    /** What is claimed, of the formula. */
    <W, B> B claimed(Words<W, B> words, List<W> inputs);

    /** Whether the statement is so for one input, of the code. Here a counterexample is confirmed. */
    boolean isSoOfTheCode(List<Long> inputs);
}
