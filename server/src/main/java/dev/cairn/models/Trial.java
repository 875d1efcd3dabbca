package dev.cairn.models;

import dev.cairn.scoring.InvalidInput;
import dev.cairn.scoring.ModelFolder;
import dev.cairn.scoring.ModelFormatException;
import dev.cairn.scoring.Predictions;
import dev.cairn.scoring.ScoringLimits;
import dev.cairn.scoring.Signature;
import dev.cairn.scoring.SignatureInference;
import dev.cairn.scoring.UnsupportedFlavorException;
import dev.cairn.scoring.invocation.Answer;
import dev.cairn.scoring.invocation.LoadedModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/// Opens a model before anybody else gets it, and has it predict its example.
final class Trial {
    private final Consumer<String> tell;

    /// @param tell is told what came of it
    Trial(Consumer<String> tell) {
        this.tell = tell;
    }

    /// Tries a model.
    ///
    /// @throws IllegalArgumentException if it cannot be read, or refuses its example
    void run(ModelFolder folder) {
        open(folder).ifPresent(model -> {
            try (model) {
                predict(model);
            }
        });
    }

    /// The same model with the signature that its example and the answer tell of, where it has none: one that says
    /// something of outputs or parameters alone is left as it is.
    ///
    /// @throws IllegalArgumentException if it cannot be read, or refuses its example
    ModelFolder signed(ModelFolder folder) throws IOException {
        Optional<byte[]> example = example(folder);
        if (example.isEmpty() || !folder.model().signature().equals(Signature.NONE)) {
            run(folder);
            return folder;
        }
        Optional<LoadedModel> opened = open(folder);
        if (opened.isEmpty()) {
            return folder;
        }
        ModelFolder signed;
        try (LoadedModel model = opened.get()) {
            signed = ModelFolder.create(folder.path(), folder.model().withSignature(signature(model, example.get())));
        }
        try (LoadedModel again = LoadedModel.open(signed, ScoringLimits.DEFAULT)) {
            predict(again);
        }
        tell.accept("Its signature is that of the example and the answer to it.");
        return signed;
    }

    private static Signature signature(LoadedModel model, byte[] example) {
        Example asked = Example.of("The example", example);
        try {
            Predictions answer = model.score(asked.request().payload());
            return SignatureInference.of(
                    asked.request().payload(), asked.request().params(), answer, model.declared());
        } catch (InvalidInput refused) {
            throw refusesExample(refused.getMessage());
        }
    }

    /// Empty for a model that only Python can score.
    private Optional<LoadedModel> open(ModelFolder folder) {
        try {
            LoadedModel model = LoadedModel.open(folder, ScoringLimits.DEFAULT);
            tell.accept("The JVM scores it, without Python.");
            return Optional.of(model);
        } catch (UnsupportedFlavorException notHere) {
            if (folder.model().findFlavor("python_function").isEmpty()) {
                throw unreadable(notHere);
            }
            tell.accept("Only Python can score it, so that it was not tried: " + notHere.getMessage());
            return Optional.empty();
        } catch (ModelFormatException unreadable) {
            throw unreadable(unreadable);
        }
    }

    private void predict(LoadedModel model) {
        Optional<byte[]> example = example(model.folder());
        if (example.isEmpty()) {
            return;
        }
        Answer answer = model.answer(example.get(), Answer.JSON);
        if (answer.status() != Answer.OK) {
            throw refusesExample(new String(answer.body(), StandardCharsets.UTF_8).strip());
        }
        tell.accept("It predicts its example.");
    }

    private static Optional<byte[]> example(ModelFolder folder) {
        try {
            return folder.servingExample().map(text -> text.getBytes(StandardCharsets.UTF_8));
        } catch (ModelFormatException missing) {
            throw unreadable(missing);
        }
    }

    private static IllegalArgumentException unreadable(ModelFormatException why) {
        return new IllegalArgumentException("The model cannot be read, and was not logged: " + why.getMessage(), why);
    }

    private static IllegalArgumentException refusesExample(String words) {
        return new IllegalArgumentException("The model refuses its example, and was not logged: " + words);
    }
}
