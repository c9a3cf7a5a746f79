package cordon.cli.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * JUnit's XML as CI servers read it: a suite for each search, a test for each property, and one for the search as a whole.
 *
 * <p>What fails is a {@code failure}. What is incomplete is an {@code error}: the test came to no result, and every server counts that as
 * not passed. Where the user has said that it does not fail, it is {@code skipped}, which is not passed either; so is a vacuous verdict.
 */
final class JUnitXml implements Format {
    private static final String WHOLE = "search";

    /** The element under a test that did not pass. */
    private enum Result {
        PASSED,
        SKIPPED,
        ERROR,
        FAILURE
    }

    private record Test(String name, Result result, String message, String text) {}

    @Override
    public String of(CheckReport report) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            write(report, xml);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) { // of a writer to memory
            throw new IllegalStateException(e);
        }
        return text + "\n";
    }

    private static void write(CheckReport report, XMLStreamWriter xml) throws XMLStreamException {
        List<Test> all = new ArrayList<>();
        report.searches().forEach(search -> all.addAll(tests(report, search)));
        start(xml, "testsuites", 0, ImmutableMap.of("name", report.program()));
        counts(all, xml);
        for (CheckedSearch search : report.searches()) {
            suite(search.about().title(), search.about().command(), search.elapsed(), tests(report, search), xml);
        }
        end(xml, 0);
    }

    private static ImmutableList<Test> tests(CheckReport report, CheckedSearch search) {
        ImmutableList.Builder<Test> tests = ImmutableList.builder();
        search.verdicts()
                .forEach((property, verdict) ->
                        tests.add(test(report, property, verdict, search.about(Optional.of(property)))));
        search.items().stream()
                .flatMap(item -> item.property().stream())
                .filter(property -> !search.verdicts().containsKey(property))
                .distinct()
                .forEach(property ->
                        tests.add(test(report, property, "no verdict", search.about(Optional.of(property)))));
        return tests.add(test(report, WHOLE, "", search.about(Optional.empty())))
                .build();
    }

    private static Test test(CheckReport report, String name, String verdict, List<Item> items) {
        boolean vacuous = verdict.equals("vacuous");
        Result result = vacuous ? Result.SKIPPED : Result.PASSED;
        String message = vacuous ? "vacuous: nothing put it to the test" : verdict;
        for (Item item : items) {
            Result now = result(report, item);
            if (now.compareTo(result) > 0) {
                result = now;
                message = item.kind().word() + ": " + item.says();
            }
        }
        String text = items.stream().map(JUnitXml::text).collect(Collectors.joining("\n"));
        return new Test(name, result, message, verdict.isEmpty() ? text : "verdict: " + verdict + "\n" + text);
    }

    private static Result result(CheckReport report, Item item) {
        boolean fails = report.fails(item);
        if (item.kind() == Kind.INCOMPLETE) {
            return fails ? Result.ERROR : Result.SKIPPED;
        }
        return fails ? Result.FAILURE : Result.PASSED;
    }

    private static String text(Item item) {
        return item.kind().word() + ": " + item.says()
                + item.evidence().map(shown -> "\n" + TraceText.of(shown)).orElse("");
    }

    private static void suite(String title, String command, Duration elapsed, List<Test> tests, XMLStreamWriter xml)
            throws XMLStreamException {
        start(xml, "testsuite", 1, ImmutableMap.of("name", title));
        counts(tests, xml);
        xml.writeAttribute("time", String.format(Locale.ROOT, "%.3f", elapsed.toMillis() / 1e3));
        if (!command.isEmpty()) {
            start(xml, "properties", 2, ImmutableMap.of());
            start(xml, "property", 3, ImmutableMap.of("name", "command", "value", clean(command)));
            xml.writeEndElement();
            end(xml, 2);
        }
        for (Test test : tests) {
            start(xml, "testcase", 2, ImmutableMap.of("name", test.name(), "classname", title));
            write(test, xml);
            end(xml, 2);
        }
        end(xml, 1);
    }

    private static void write(Test test, XMLStreamWriter xml) throws XMLStreamException {
        switch (test.result()) {
            case PASSED -> {
                if (!test.text().isEmpty()) {
                    element(xml, "system-out", ImmutableMap.of(), test.text());
                }
            }
            case SKIPPED -> element(xml, "skipped", ImmutableMap.of(), test.message());
            case ERROR ->
                element(xml, "error", ImmutableMap.of("message", test.message(), "type", "incomplete"), test.text());
            case FAILURE ->
                element(xml, "failure", ImmutableMap.of("message", test.message(), "type", "verdict"), test.text());
        }
    }

    private static void element(XMLStreamWriter xml, String name, Map<String, String> attributes, String text)
            throws XMLStreamException {
        start(xml, name, 3, attributes);
        xml.writeCharacters(clean(text));
        xml.writeEndElement();
    }

    private static void counts(List<Test> tests, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeAttribute("tests", Integer.toString(tests.size()));
        xml.writeAttribute("failures", count(tests, Result.FAILURE));
        xml.writeAttribute("errors", count(tests, Result.ERROR));
    }

    private static String count(List<Test> tests, Result result) {
        return Long.toString(
                tests.stream().filter(test -> test.result() == result).count());
    }

    private static void start(XMLStreamWriter xml, String name, int depth, Map<String, String> attributes)
            throws XMLStreamException {
        line(xml, depth);
        xml.writeStartElement(name);
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            xml.writeAttribute(attribute.getKey(), clean(attribute.getValue()));
        }
    }

    private static void end(XMLStreamWriter xml, int depth) throws XMLStreamException {
        line(xml, depth);
        xml.writeEndElement();
    }

    private static void line(XMLStreamWriter xml, int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    /** Without the characters that XML 1.0 has no form of. */
    private static String clean(String text) {
        return text.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "?");
    }
}
