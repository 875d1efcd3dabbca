package dev.cairn.inference;

import dev.cairn.access.Caller;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.http.ApiException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The URI of a file of a run or a model, as MLflow's clients write it.
sealed interface ArtifactUri {
    Pattern RUN = Pattern.compile("runs:/([^/]+)/(.+)");
    Pattern LOGGED = Pattern.compile("models:/(m-[0-9a-f]{32})/(.+)");
    Pattern ALIASED = Pattern.compile("models:/([^/]+)(?:@([^/@]+)|/((?i:latest)))/(.+)");
    Pattern NUMBERED = Pattern.compile("models:/([^/]+)/(\\d{1,9})/(.+)");

    /// Below the folder of its owner.
    ArtifactPath path();

    /// The folder of its owner, if the caller may read that.
    ArtifactPath folder(Caller caller, ArtifactFolders folders);

    /// Its text.
    String text();

    /// `runs:/0123…/train.json`
    record OfRun(String runId, ArtifactPath path) implements ArtifactUri {
        @Override
        public ArtifactPath folder(Caller caller, ArtifactFolders folders) {
            return folders.ofRun(caller, runId);
        }

        @Override
        public String text() {
            return "runs:/%s/%s".formatted(runId, path.value());
        }
    }

    /// `models:/m-0123…/train.json`
    record OfLoggedModel(String modelId, ArtifactPath path) implements ArtifactUri {
        @Override
        public ArtifactPath folder(Caller caller, ArtifactFolders folders) {
            return folders.ofLoggedModel(caller, modelId);
        }

        @Override
        public String text() {
            return "models:/%s/%s".formatted(modelId, path.value());
        }
    }

    /// `models:/flowers/7/train.json`
    record OfVersion(String model, String version, ArtifactPath path) implements ArtifactUri {
        @Override
        public ArtifactPath folder(Caller caller, ArtifactFolders folders) {
            return folders.ofVersion(caller, model, version);
        }

        @Override
        public String text() {
            return "models:/%s/%s/%s".formatted(model, version, path.value());
        }
    }

    /// What a text names, with the version in the place of its alias, which another one may have tomorrow.
    static ArtifactUri parse(String text, Caller caller, ArtifactFolders folders) {
        Matcher run = RUN.matcher(text);
        if (run.matches()) {
            return new OfRun(run.group(1), ArtifactPath.of(run.group(2)));
        }
        Matcher logged = LOGGED.matcher(text);
        if (logged.matches()) {
            return new OfLoggedModel(logged.group(1), ArtifactPath.of(logged.group(2)));
        }
        Matcher numbered = NUMBERED.matcher(text);
        if (numbered.matches()) {
            return new OfVersion(numbered.group(1), numbered.group(2), ArtifactPath.of(numbered.group(3)));
        }
        Matcher aliased = ALIASED.matcher(text);
        if (aliased.matches()) {
            String alias = aliased.group(2) == null ? aliased.group(3) : aliased.group(2);
            ArtifactPath path = ArtifactPath.of(aliased.group(4));
            return new OfVersion(aliased.group(1), folders.aliased(caller, aliased.group(1), alias), path);
        }
        throw ApiException.invalidValue(
                "artifact",
                text,
                "It must be the URI of a file of a run or a model, such as runs:/RUN_ID/train.json,"
                        + " models:/NAME/VERSION/train.json or models:/NAME@ALIAS/train.json.");
    }
}
