/**
 * The sequential functions of the model as formulas over words, and what is said of them for every input. Tests show that the formulas
 * compute what the code of the model computes (docs/decisions/037-formulas-of-sequential-functions.md).
 */
@org.jspecify.annotations.NullMarked
package cordon.specs.kernels;
