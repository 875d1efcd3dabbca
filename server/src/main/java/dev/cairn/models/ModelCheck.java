package dev.cairn.models;

import dev.cairn.config.PythonModelConfig;
import dev.cairn.scoring.InputExample;
import dev.cairn.scoring.ModelFolder;
import dev.cairn.scoring.ModelFormatException;
import dev.cairn.scoring.invocation.Answer;
import dev.cairn.scoring.invocation.Servable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Whether a model can be served on this machine: what is looked at, one thing after the other.
public final class ModelCheck {
    /// What was found.
    public record Finding(Kind kind, String words) {}

    /// What a finding means.
    public enum Kind {
        OK,

        /// The model can be served in spite of it.
        NOTE,
        PROBLEM
    }

    private final LocalModel local;
    private final PythonModelConfig python;
    private final Consumer<String> log;
    private final List<Finding> findings = new ArrayList<>();

    /// @param log what is told of the environment and the processes of a model that needs Python
    public ModelCheck(LocalModel local, PythonModelConfig python, Consumer<String> log) {
        this.local = local;
        this.python = python;
        this.log = log;
    }

    /// Looks at the files, loads the model, and lets it predict its example.
    ///
    /// @param compares whether Python predicts the same example, where the JVM scores the model
    public List<Finding> run(boolean compares) throws IOException, InterruptedException {
        files();
        try (Servable model = local.open(python, log)) {
            good(model.computesHere() ? "The JVM scores it, without Python." : "Processes of Python score it.");
            Optional<Answer> answer = example(model);
            if (answer.isPresent() && compares && model.computesHere()) {
                compare(answer.get());
            }
        } catch (ModelFormatException unfit) {
            bad("It cannot be loaded: " + unfit.getMessage());
        }
        return List.copyOf(findings);
    }

    private void files() {
        ModelFolder folder = local.folder();
        try {
            folder.pythonEnvironment();
            folder.model().codePath().ifPresent(folder::file);
            folder.model().inputExample().map(InputExample::path).ifPresent(folder::file);
            good("The files that it names are there.");
        } catch (ModelFormatException missing) {
            note(String.valueOf(missing.getMessage()));
        }
    }

    /// The answer to the example, if there is one and it was answered.
    private Optional<Answer> example(Servable model) {
        Optional<byte[]> example = request();
        if (example.isEmpty()) {
            note("It has no example to try: log it with an input_example.");
            return Optional.empty();
        }
        Answer answer = model.answer(example.get(), Answer.JSON);
        if (answer.status() != Answer.OK) {
            bad("Its example is answered %d: %s".formatted(answer.status(), text(answer)));
            return Optional.empty();
        }
        good("Its example is predicted.");
        OutputDifferences.of(answer, local.folder().model().signature().outputs())
                .forEach(this::note);
        return Optional.of(answer);
    }

    private Optional<byte[]> request() {
        try {
            return local.folder().servingExample().map(text -> text.getBytes(StandardCharsets.UTF_8));
        } catch (ModelFormatException _) {
            return Optional.empty(); // said of the files already
        }
    }

    private void compare(Answer here) throws IOException, InterruptedException {
        try (Servable inPython = local.openInPython(python, log)) {
            Answer there = inPython.answer(request().orElseThrow(), Answer.JSON);
            if (there.status() != Answer.OK) {
                bad("Python answers its example %d: %s".formatted(there.status(), text(there)));
                return;
            }
            AnswerComparison comparison = AnswerComparison.of(here, there);
            String how = " " + comparison.largestDifference();
            if (comparison.isSame()) {
                good("Python predicts the same for it." + how.stripTrailing());
            } else {
                bad("Python predicts something else for it: " + comparison.firstDifference() + how.stripTrailing());
            }
        } catch (ModelFormatException unfit) {
            bad("Python cannot be asked: " + unfit.getMessage());
        }
    }

    private static String text(Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8).strip();
    }

    private void good(String words) {
        findings.add(new Finding(Kind.OK, words));
    }

    private void note(String words) {
        findings.add(new Finding(Kind.NOTE, words));
    }

    private void bad(String words) {
        findings.add(new Finding(Kind.PROBLEM, words));
    }
}
