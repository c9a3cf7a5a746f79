package cordon.cli.report;

/** A form that a machine or a person reads reports in. */
interface Format {

    /** {@code report} in this form. */
    String of(CheckReport report);
}
