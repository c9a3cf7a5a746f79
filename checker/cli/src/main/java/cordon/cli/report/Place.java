package cordon.cli.report;

/**
 * A place in the checkout.
 *
 * @param file the file, relative to the checkout, with slashes
 * @param line its line, from 1 on
 */
public record Place(String file, int line) {}
