/**
 * Proofs about protocols of any number of members with the solver Z3 (de Moura and Bjoerner, TACAS 2008). Only what proves needs this
 * module and the native library that comes with it.
 */
@org.jspecify.annotations.NullMarked
package cordon.prover;
