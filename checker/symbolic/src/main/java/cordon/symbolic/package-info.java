/**
 * Protocols of any number of members: sorts, symbols, actions and clauses in first-order logic, from which come the formulas that a
 * solver is asked ({@link cordon.symbolic.Obligation}) and, for given sizes, a finite transition system
 * ({@link cordon.symbolic.FiniteSystem}) that the explorers search. One declaration, so that neither side is believed alone.
 *
 * <p>The language is the one of relational models: Padon, McMillan, Panda, Sagiv and Shoham, "Ivy: Safety Verification by Interactive
 * Generalization", PLDI 2016. A state is a finite structure; there are no integers and no functions between sorts. Actions assign by
 * substitution, so that a question has one copy of each symbol and no frame axioms. {@link cordon.symbolic.Fragment} keeps the questions
 * in the part of first-order logic that a solver decides: effectively propositional (EPR), extended to sorts whose quantifiers
 * alternate without a cycle (Padon, Losa, Sagiv and Shoham, "Paxos Made EPR", OOPSLA 2017).
 */
@org.jspecify.annotations.NullMarked
package cordon.symbolic;
