/** States as fixed-width bit vectors: one declaration per field gives packing, printing and diffing. */
@NullMarked
package cordon.engine.schema;

import org.jspecify.annotations.NullMarked;
