package cordon.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import cordon.cli.report.CheckReport.Entry;
import cordon.cli.report.CheckedSearch.About;
import cordon.cli.report.Item.Evidence;
import cordon.engine.Action;
import cordon.specs.Outcome;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One report in every form. */
class FormatsTest {
    private static final String FINDING = "sync-fault-is-hidden";
    private static final About SEARCH = new About(
            "strict-unmap, design base", "./cordon check strict-unmap --design base", "specs/expected/x.json");
    private static final Move FIRST = new Move(
            new Action("CPU0", "iommu_map", "map: take page 0"), "iommu_map map", Optional.of(new Place("M.java", 7)));
    private static final Move LAST =
            new Move(new Action("device 0", "PCIe 10.1", "dma"), "PCIe 10.1 dma", Optional.of(new Place("E.java", 98)));

    private static Item violation(Kind kind, String property, String cause) {
        Evidence evidence = new Evidence("A device keeps it.", ImmutableList.of(FIRST, LAST), Optional.empty());
        return Item.ofViolation(kind, property, cause, "finding " + cause + " @2")
                .with(Optional.of(evidence));
    }

    private static CheckReport report(Set<Kind> failing, Item... items) {
        ImmutableMap.Builder<String, String> verdicts = ImmutableMap.builder();
        Arrays.stream(items)
                .flatMap(item -> item.property().stream())
                .distinct()
                .forEach(property -> verdicts.put(property, "violated @2"));
        CheckedSearch search = new CheckedSearch(
                SEARCH,
                verdicts.put("fine", "holds").put("empty", "vacuous").buildOrThrow(),
                ImmutableList.copyOf(items),
                Duration.ofMillis(1500));
        return new CheckReport("cordon 0.1", ImmutableList.of(search), ImmutableSet.copyOf(failing));
    }

    /** One item of each kind, with everything that can be in one. */
    private static CheckReport everything() {
        return report(
                Kind.USUALLY_FAILING,
                violation(Kind.NEW, "a", Outcome.UNEXPLAINED),
                violation(Kind.KNOWN, "b", FINDING),
                Item.ofViolation(Kind.VANISHED, "c", FINDING, "gone"),
                violation(Kind.SHORTER, "d", FINDING),
                violation(Kind.LONGER, "e", "no-such-finding"),
                Item.of(Kind.CHANGED, "f", "expected holds, found vacuous"),
                Item.of(Kind.INCOMPLETE, "g", "not decided"),
                Item.ofSearch(Kind.CHANGED, "states: expected 1, found 2"));
    }

    private static JsonObject run(CheckReport report) {
        return JsonParser.parseString(new Sarif().of(report))
                .getAsJsonObject()
                .getAsJsonArray("runs")
                .get(0)
                .getAsJsonObject();
    }

    @Test
    void junitHasATestForEachPropertyAndCountsWhatFails() throws Exception {
        String xml = new JUnitXml().of(everything());
        Schemas.assertJUnit(xml);
        assertTrue(xml.contains("tests=\"10\" failures=\"6\" errors=\"1\""), xml);
        assertTrue(xml.contains("time=\"1.500\""), xml);
        assertTrue(xml.contains("<failure message=\"new: finding unexplained @2\""), xml);
        assertTrue(xml.contains("<skipped>vacuous: nothing put it to the test</skipped>"), xml);
    }

    /** An error is neither a failure nor passed; where the user does not mind, it is skipped, and not passed either. */
    @Test
    void whatIsIncompleteIsNeverPassed() throws Exception {
        Item item = Item.of(Kind.INCOMPLETE, "a", "not decided");
        String failing = new JUnitXml().of(report(Kind.USUALLY_FAILING, item));
        assertTrue(failing.contains("<error message=\"incomplete: not decided\" type=\"incomplete\">"), failing);
        String tolerated = new JUnitXml().of(report(ImmutableSet.of(Kind.NEW), item));
        assertTrue(tolerated.contains("<skipped>incomplete: not decided</skipped>"), tolerated);
        Schemas.assertJUnit(tolerated);
        assertFalse(run(report(ImmutableSet.of(Kind.NEW), item))
                .getAsJsonArray("invocations")
                .get(0)
                .getAsJsonObject()
                .get("executionSuccessful")
                .getAsBoolean());
    }

    @Test
    void sarifHasViolationsAsResultsAndTheRestAsNotifications() throws Exception {
        Schemas.assertSarif(new Sarif().of(everything()));
        JsonObject run = run(everything());
        assertEquals(5, run.getAsJsonArray("results").size());
        JsonArray notifications =
                run.getAsJsonArray("invocations").get(0).getAsJsonObject().getAsJsonArray("toolExecutionNotifications");
        assertEquals(3, notifications.size());
    }

    @Test
    void theRuleIsTheFindingAndTheCodeFlowIsTheTrace() {
        JsonObject result = run(report(Kind.USUALLY_FAILING, violation(Kind.NEW, "a", FINDING)))
                .getAsJsonArray("results")
                .get(0)
                .getAsJsonObject();
        assertEquals(FINDING, result.get("ruleId").getAsString());
        assertEquals("new", result.get("baselineState").getAsString());
        JsonArray steps = result.getAsJsonArray("codeFlows")
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("threadFlows")
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("locations");
        assertEquals(2, steps.size());
        assertEquals(
                "{\"artifactLocation\":{\"uri\":\"M.java\"},\"region\":{\"startLine\":7}}",
                steps.get(0)
                        .getAsJsonObject()
                        .getAsJsonObject("location")
                        .get("physicalLocation")
                        .toString());
    }

    /** The kind, the length and the trace may change: it is the same violation. */
    @Test
    void aFingerprintIsOfTheViolationAndNotOfItsTrace() {
        Entry entry = entry(violation(Kind.NEW, "a", FINDING));
        assertEquals(
                entry.fingerprint(),
                entry(Item.ofViolation(Kind.VANISHED, "a", FINDING, "gone")).fingerprint());
        assertEquals(
                entry.fingerprint(),
                entry(Item.ofViolation(Kind.LONGER, "a", FINDING, "@9")).fingerprint());
        assertNotEquals(
                entry.fingerprint(), entry(violation(Kind.NEW, "b", FINDING)).fingerprint());
        assertNotEquals(
                entry.fingerprint(),
                entry(violation(Kind.NEW, "a", Outcome.UNEXPLAINED)).fingerprint());
        assertNotEquals(
                entry.fingerprint(),
                entry(Item.of(Kind.INCOMPLETE, "a", "not decided")).fingerprint());
    }

    private static Entry entry(Item item) {
        return report(Kind.USUALLY_FAILING, item).entries().get(0);
    }

    @Test
    void gitHubGetsALineForEachItemThatSaysWhere() {
        CheckReport report = report(
                Kind.USUALLY_FAILING,
                violation(Kind.KNOWN, "a", FINDING),
                Item.ofViolation(Kind.VANISHED, "b", FINDING, "100 % gone,\nreally"));
        assertEquals("""
                ::error file=specs/expected/x.json,line=1,title=vanished%3A b::strict-unmap, design base: b: 100 %25 gone,%0Areally
                ::notice file=E.java,line=98,title=known%3A a::strict-unmap, design base: a: finding sync-fault-is-hidden @2
                """, new GitHubAnnotations().of(report));
    }

    @Test
    void gitLabGetsAnIssueForEachItem() {
        JsonArray issues =
                JsonParser.parseString(new GitLabCodeQuality().of(everything())).getAsJsonArray();
        assertEquals(8, issues.size());
        assertEquals(
                8,
                issues.asList().stream()
                        .map(issue -> issue.getAsJsonObject().get("fingerprint").getAsString())
                        .distinct()
                        .count());
        JsonObject first = issues.get(0).getAsJsonObject();
        assertEquals("major", first.get("severity").getAsString());
        assertEquals("unexplained", first.get("check_name").getAsString());
        assertEquals(
                "{\"path\":\"E.java\",\"lines\":{\"begin\":98}}",
                first.get("location").toString());
    }

    @Test
    void markdownBeginsWithTheSumAndHasTheTracesOfWhatFails() {
        String text = new Markdown().of(everything());
        assertTrue(
                text.startsWith(
                        "# Cordon: 1 new, 1 known, 1 vanished, 1 shorter, 1 longer, 2 changed, 1 incomplete\n\n1 search, by cordon 0.1. "),
                text);
        assertTrue(text.contains("   2  device 0: PCIe 10.1: dma"), text);
        assertTrue(text.contains("Reproduce with: `./cordon check strict-unmap --design base`"), text);
    }

    /** A suite has hundreds of them. */
    @Test
    void markdownTellsManyKnownViolationsByTheirFindings() {
        Item[] known = IntStream.range(0, 30)
                .mapToObj(n -> violation(Kind.KNOWN, n % 2 == 0 ? "a" : "b", n == 0 ? "fence-times-out" : FINDING))
                .toArray(Item[]::new);
        String text = new Markdown().of(report(Kind.USUALLY_FAILING, known));
        assertTrue(text.contains("- `fence-times-out`: 1 violation, of `a`, in 1 search\n"), text);
        assertTrue(text.contains("- `sync-fault-is-hidden`: 29 violations, of `b`, `a`, in 1 search\n"), text);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyFormNamesEveryKind(Kind kind) {
        Item item = Item.ofViolation(kind, "a", FINDING, "the fact");
        for (Format format : List.of(
                new JUnitXml(), new Sarif(), new Markdown(), new GitHubAnnotations(), new GitLabCodeQuality())) {
            String text = format.of(report(Kind.USUALLY_FAILING, item));
            assertTrue(text.contains(kind.word()), text);
            assertTrue(text.contains("the fact"), text);
        }
    }

    @Property(tries = 50)
    void anyTextIsTakenByEveryForm(@ForAll String says) throws Exception {
        CheckReport report = report(
                Kind.USUALLY_FAILING,
                Item.ofViolation(Kind.NEW, "a", FINDING, says),
                Item.ofSearch(Kind.INCOMPLETE, says));
        Schemas.assertJUnit(new JUnitXml().of(report));
        Schemas.assertSarif(new Sarif().of(report));
        assertEquals(2, new GitHubAnnotations().of(report).lines().count());
    }
}
