package dev.cairn.models;

import dev.cairn.scoring.ModelFolder;
import dev.cairn.scoring.ModelFormatException;
import dev.cairn.scoring.ScoringLimits;
import dev.cairn.scoring.UnsupportedFlavorException;
import dev.cairn.scoring.invocation.LoadedModel;

/// Where a model is scored when this version of the server serves it.
public sealed interface Place {
    /// In the server's own JVM, without Python.
    record Jvm() implements Place {}

    /// In processes of Python, since the JVM cannot.
    record Python(String why) implements Place {}

    /// Nowhere.
    record Nowhere(String why) implements Place {}

    /// Loads a model to find out. It is not asked anything, and nothing of it is run.
    static Place of(ModelFolder folder) {
        try (LoadedModel _ = LoadedModel.open(folder, ScoringLimits.DEFAULT)) {
            return new Jvm();
        } catch (UnsupportedFlavorException notHere) {
            String why = String.valueOf(notHere.getMessage());
            return folder.model().findFlavor("python_function").isPresent() ? new Python(why) : new Nowhere(why);
        } catch (ModelFormatException unreadable) {
            return new Nowhere(String.valueOf(unreadable.getMessage()));
        }
    }

    /// `jvm`, `python` or `nowhere`.
    default String word() {
        return switch (this) {
            case Jvm _ -> "jvm";
            case Python _ -> "python";
            case Nowhere _ -> "nowhere";
        };
    }

    /// Why it is not the JVM, empty where it is.
    default String reason() {
        return switch (this) {
            case Jvm _ -> "";
            case Python(String why) -> why;
            case Nowhere(String why) -> why;
        };
    }
}
