package dev.cairn.models;

import dev.cairn.files.Folders;
import dev.cairn.protocol.models.ModelLibrary;
import dev.cairn.protocol.models.PythonPackages;
import dev.cairn.scoring.MlModel;
import dev.cairn.scoring.ModelFolder;
import dev.cairn.scoring.ModelFormatException;
import dev.cairn.scoring.Signature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The folder of a model that was a file alone, with all that MLflow's clients look for in it.
final class PackedModel {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String CODE = "code";

    private final ModelFile file;
    private final ModelDetails details;
    private final PythonPackages python;

    /// @param python all that it needs
    private PackedModel(ModelFile file, ModelDetails details, PythonPackages python) {
        this.file = file;
        this.details = details;
        this.python = python;
    }

    /// Puts the files of a model into an empty folder.
    ///
    /// @param mlflow the version of MLflow that loads it, where the details name none
    static ModelFolder in(Path folder, ModelFile file, ModelDetails details, String mlflow) throws IOException {
        return new PackedModel(file, details, packages(file.library(), details.python(), mlflow)).pack(folder);
    }

    private static PythonPackages packages(ModelLibrary library, PythonPackages said, String mlflow) {
        PythonPackages all = said.with("mlflow==" + mlflow);
        for (String name : library.packages()) {
            all = all.with(name);
        }
        return all;
    }

    /// The packages whose version nobody said.
    static List<String> unpinned(ModelFile file, PythonPackages said) {
        return file.library().packages().stream()
                .filter(name -> !said.with(name).equals(said))
                .toList();
    }

    private ModelFolder pack(Path folder) throws IOException {
        Files.copy(file.path(), folder.resolve(file.name()));
        for (Map.Entry<String, String> text : python.files().entrySet()) {
            Files.writeString(folder.resolve(text.getKey()), text.getValue());
        }
        for (Path code : details.code()) {
            copy(code, folder.resolve(CODE));
        }
        MlModel model = flavors(MlModel.empty());
        if (!details.metadata().isEmpty()) {
            model = model.with("metadata", JSON.valueToTree(details.metadata()));
        }
        if (details.signature() != null) {
            model = model.withSignature(signature(details.signature()));
        }
        if (details.example() != null) {
            model = Example.read(details.example()).keptIn(folder, model);
        }
        return ModelFolder.create(folder, model);
    }

    private MlModel flavors(MlModel model) {
        ModelLibrary library = file.library();
        String version = python.version(library.packages().getFirst()).orElse("");
        Map<String, Object> settings = new LinkedHashMap<>(library.settings(file.name(), file.modelClass(), version));
        Map<String, Object> function = new LinkedHashMap<>(library.pythonFunction(file.name()));
        function.put("env", Map.of("conda", PythonPackages.CONDA, "virtualenv", PythonPackages.PYTHON_ENV));
        if (python.python() != null) {
            function.put("python_version", python.python());
        }
        if (!file.trusted().isEmpty()) {
            settings.put("skops_trusted_types", file.trusted());
        }
        if (!details.code().isEmpty()) {
            settings.put(CODE, CODE);
            function.put(CODE, CODE);
        }
        return model.withFlavor(library.flavor(), node(settings)).withFlavor("python_function", node(function));
    }

    private static ObjectNode node(Map<String, Object> settings) {
        return JSON.valueToTree(settings);
    }

    private static Signature signature(Path file) throws IOException {
        try {
            return Signature.parse(JSON.readTree(Files.readAllBytes(file)));
        } catch (JacksonException | ModelFormatException unreadable) {
            throw new IllegalArgumentException(
                    "%s is no signature: %s".formatted(file, unreadable.getMessage()), unreadable);
        }
    }

    /// A file, or a folder with all in it but what Python compiled.
    private static void copy(Path code, Path into) throws IOException {
        Path from = code.toRealPath(LinkOption.NOFOLLOW_LINKS);
        for (Path each : Folders.files(from)) {
            Path inside = from.relativize(each);
            if (!isCompiled(inside)) {
                Path to = into.resolve(String.valueOf(from.getFileName()))
                        .resolve(inside.toString())
                        .normalize();
                Files.createDirectories(to.getParent());
                Files.copy(each, to);
            }
        }
    }

    private static boolean isCompiled(Path inside) {
        for (Path segment : inside) {
            if (segment.toString().equals("__pycache__")) {
                return true;
            }
        }
        return false;
    }
}
