/** How the model is written: labelled steps, and contexts that run procedures made of them. */
@NullMarked
package cordon.model.machine;

import org.jspecify.annotations.NullMarked;
