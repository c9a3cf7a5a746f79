/**
 * The quarantine as a protocol of any number of devices, pages and flushes, for {@code cordon prove}: coarser than the model, which the
 * other properties are asked of. docs/proof.md says what it leaves out.
 */
@org.jspecify.annotations.NullMarked
package cordon.specs.proof;
