package cordon.cli;

import cordon.command.Model;
import cordon.command.Program;
import cordon.command.UsageException;
import cordon.engine.expression.Question;
import cordon.engine.file.TextFile;
import cordon.specs.Scenario;
import cordon.specs.question.SavedQuestions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cordon ask}: search one scenario for the answers to questions given as expressions. */
@Command(
        name = "ask",
        mixinStandardHelpOptions = true,
        description = {
            "Ask a question about a scenario in one line: an expression over the fields",
            "and the step labels that counterexamples show.",
            "",
            "  cordon ask two-flushers --never \\",
            "    'master.ats_broken[device 0] = 1 & ste.EATS[sid 0] = 1 & rest'",
            "  cordon ask reset --reach \\",
            "    'taken(\"reset_device_done\") & device.ATS.E[device 0] = 0'",
            "  cordon ask replace --set devices=mute --step \\",
            "    'ste.EATS[sid 0] = 0 & next.ste.EATS[sid 0] = 1 & since(\"ats_broken := true\")'",
            "  cordon ask termination --leads-to \\",
            "    'master.ats_broken[device 0]' 'for some group g: group.domain[group g] = BLOCKED'",
            "",
            "Comparisons, with values as counterexamples show them (cordon list --fields):",
            "  ste.EATS[sid 0] = 1          page.owner[page 0] != FREE      tlb[iova 0] = -",
            "  CMDQ_PROD = CMDQ_CONS.RD     ste[sid 0] = \"CD table, S1DSS=SSID0\"",
            "  A field that is 0 or 1 can stand alone. A value needs quotation marks if it",
            "  has more in it than letters, digits, dots and single blanks.",
            "Operators:   = != < <= > >=   & | ! -> ( )   true false",
            "Quantifiers: for some device d: master.ats_broken[device d] & ste.EATS[sid d] = 1",
            "             for all page p: page.owner[page p] != OTHER",
            "             for some sid s: disable.sid[CPU 0] = s & ste.EATS[sid s] = 1",
            "Steps, by a part of their labels (cordon list --labels):",
            "  A counterexample adds details to some labels, which TEXT cannot contain.",
            "  enabled(\"TEXT\")  a step whose label contains TEXT is possible",
            "  taken(\"TEXT\")    the step that led to this state is such a step",
            "  since(\"TEXT\")    that step, or one before it, is such a step",
            "  rest             nothing can happen but what is voluntary, such as DMA of a device",
            "--step speaks of the state before a step. 'next.' leads to the state after it:",
            "  next.ste.EATS[sid 0] = 1, next.rest; next.taken(\"TEXT\") is the step itself.",
            "",
            "--never, --step and --leads-to search for a counterexample, --reach for a witness:",
            "a shortest one is printed, and the rest of the states is not searched. A witness",
            "is printed, and kept, as the counterexample to --never that it is. Runs of",
            "--leads-to are fair: a CPU or the SMMU that can go on for ever does so."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing that is asked about with --never, --step or --leads-to is violated, and what --reach asks for is reachable",
            "2:the command line makes no sense, an expression cannot be understood, or a file cannot be read or written",
            "3:incomplete: a bound, the memory or Ctrl-C ended the search and nothing is violated so far",
            "12:violated, or not reachable",
            "13:the only question is --leads-to, and its first expression never comes true without the second",
            "70:internal error",
            "71:this machine: Java does not start, or there are no more threads"
        })
final class AskCommand extends cordon.command.AskCommand {
    @Option(
            names = "--save",
            paramLabel = "NAME",
            description =
                    "Keep the question as NAME beside the scenario: 'check SCENARIO' and the suite ask it from then on.")
    private @Nullable String save;

    AskCommand(Program program) {
        super(program, new RunOptions());
    }

    @Override
    protected void keep(Model model, Map<String, Question> asked) throws IOException {
        if (save == null) {
            return;
        }
        if (asked.size() != 1) {
            throw new UsageException("--save keeps one question, and not " + asked.size());
        }
        SavedQuestions saved = Home.questions();
        Scenario scenario = RunOptions.scenario(model.origin().scenario());
        Path file = saved.file(scenario);
        String content =
                saved.fileWith(scenario, save, asked.values().iterator().next());
        Files.createDirectories(file.toAbsolutePath().getParent());
        TextFile.write(file, content);
        System.err.println("saved in " + file + "; './cordon check --record-expected' records its verdicts");
    }
}
