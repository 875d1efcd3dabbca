package dev.cairn.importing.archive;

import dev.cairn.http.Json;
import dev.cairn.importing.transfer.Source;
import dev.cairn.registry.RegisteredModelCopy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A registered model on lines: each has some of its versions, about a million bytes of them, since their tags may be
/// long texts, such as those of prompts.
final class RegisteredModelLines {
    private static final int LONGEST = 1_000_000;

    private final Source.Selection selection;
    private final Consumer<RegisteredModelCopy> models;
    private @Nullable RegisteredModelCopy model;
    private List<RegisteredModelCopy.Version> versions = new ArrayList<>();

    RegisteredModelLines(Source.Selection selection, Consumer<RegisteredModelCopy> models) {
        this.selection = selection;
        this.models = models;
    }

    /// Gives the lines of a registered model, at least one.
    static void each(RegisteredModelCopy copy, Consumer<RegisteredModelCopy> lines) {
        List<RegisteredModelCopy.Version> some = new ArrayList<>();
        long length = 0;
        for (RegisteredModelCopy.Version version : copy.versions()) {
            long own = Json.write(version).length;
            if (length + own > LONGEST && !some.isEmpty()) {
                lines.accept(new RegisteredModelCopy(copy.model(), some, copy.lastVersion()));
                some = new ArrayList<>();
                length = 0;
            }
            some.add(version);
            length += own;
        }
        lines.accept(new RegisteredModelCopy(copy.model(), some, copy.lastVersion()));
    }

    /// Takes the next line of the file.
    void take(RegisteredModelCopy line) {
        if (model != null && !model.model().name().equals(line.model().name())) {
            end();
        }
        model = line;
        versions.addAll(line.versions());
    }

    /// Gives the model that the last lines were of, if it is wanted.
    void end() {
        if (model != null && !selection.among(Set.of(model.model().name())).isEmpty()) {
            models.accept(new RegisteredModelCopy(model.model(), versions, model.lastVersion()));
        }
        model = null;
        versions = new ArrayList<>();
    }
}
