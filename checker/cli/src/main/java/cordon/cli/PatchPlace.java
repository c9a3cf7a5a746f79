package cordon.cli;

import java.util.List;

/**
 * A place where the sources of the model ask for a patch.
 *
 * @param file the source file, relative to the checkout
 * @param line its line, from 1 on
 * @param code the line
 * @param direct whether the patch itself is named there, and not a variable that keeps whether it is applied
 * @param steps the steps that the place is in, or that are there because of it
 */
record PatchPlace(String file, int line, String code, boolean direct, List<StepPattern> steps) {}
