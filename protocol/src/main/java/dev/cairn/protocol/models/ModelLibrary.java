package dev.cairn.protocol.models;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A library that saves a model as one file: what a logged model of it is called, and how its `MLmodel` says so.
public enum ModelLibrary {
    /// A graph in the ONNX format.
    ONNX("onnx", "onnx_version", ""),

    /// What `save_model` writes, as `.ubj` or `.json`.
    XGBOOST("xgboost", "xgb_version", "xgboost.core.Booster"),

    /// What `Booster.save_model` writes.
    LIGHTGBM("lightgbm", "lgb_version", ""),

    /// What `save_model` writes in the format `cbm`.
    CATBOOST("catboost", "catboost_version", "CatBoost"),

    /// What `skops.io.dump` writes.
    SKLEARN("sklearn", "sklearn_version", "");

    private static final String DATA = "data";
    private static final byte[] LIGHTGBM_HEAD = "tree\n".getBytes(StandardCharsets.US_ASCII);

    private final String flavor;
    private final String versionField;
    private final String modelClass;

    ModelLibrary(String flavor, String versionField, String modelClass) {
        this.flavor = flavor;
        this.versionField = versionField;
        this.modelClass = modelClass;
    }

    /// MLflow's name of it.
    public String flavor() {
        return flavor;
    }

    /// The class that Python makes of a file unless another is named; empty where there is but one.
    public String modelClass() {
        return modelClass;
    }

    /// The packages of Python that it takes to load one; the first is the library.
    public List<String> packages() {
        return switch (this) {
            case ONNX -> List.of("onnx", "onnxruntime");
            case XGBOOST -> List.of("xgboost");
            case LIGHTGBM -> List.of("lightgbm");
            case CATBOOST -> List.of("catboost");
            case SKLEARN -> List.of("scikit-learn", "skops");
        };
    }

    /// The library of a flavor's name.
    public static Optional<ModelLibrary> ofFlavor(String name) {
        return Arrays.stream(values())
                .filter(library -> library.flavor.equals(name))
                .findFirst();
    }

    /// The library that a file is of, where that is plain: by its ending, of a text by how it begins.
    ///
    /// @param head the first bytes of the file
    public static Optional<ModelLibrary> guess(String file, byte[] head) {
        boolean isTree = head.length >= LIGHTGBM_HEAD.length
                && Arrays.equals(head, 0, LIGHTGBM_HEAD.length, LIGHTGBM_HEAD, 0, LIGHTGBM_HEAD.length);
        return Optional.ofNullable(
                switch (ending(file)) {
                    case "onnx" -> ONNX;
                    case "ubj" -> XGBOOST;
                    case "cbm", "cb" -> CATBOOST;
                    case "skops" -> SKLEARN;
                    case "txt", "lgb" -> isTree ? LIGHTGBM : null;
                    default -> null;
                });
    }

    /// What MLflow calls a file in the folder of a model.
    ///
    /// @param file its name before, whose ending says which of its formats XGBoost wrote
    public String fileName(String file) {
        return switch (this) {
            case ONNX -> "model.onnx";
            case XGBOOST -> ending(file).equals("json") ? "model.json" : "model.ubj";
            case LIGHTGBM -> "model.lgb";
            case CATBOOST -> "model.cb";
            case SKLEARN -> "model.skops";
        };
    }

    /// The settings of its flavor.
    ///
    /// @param file    in the folder of the model
    /// @param asClass that Python makes of it, empty for [#modelClass]
    /// @param version of the library, empty where it is not known
    public Map<String, Object> settings(String file, String asClass, String version) {
        String made = asClass.isEmpty() ? modelClass : asClass;
        Map<String, Object> settings = new LinkedHashMap<>();
        switch (this) {
            case ONNX -> {
                settings.put(DATA, file);
                settings.put("providers", List.of("CPUExecutionProvider"));
            }
            case XGBOOST -> {
                settings.put(DATA, file);
                settings.put("model_class", made);
                settings.put("model_format", ending(file));
            }
            case LIGHTGBM -> {
                settings.put(DATA, file);
                settings.put("model_class", "lightgbm.basic.Booster");
            }
            case CATBOOST -> {
                settings.put(DATA, file);
                settings.put("model_type", made);
                settings.put("save_format", "cbm");
            }
            case SKLEARN -> {
                settings.put("pickled_model", file);
                settings.put("serialization_format", "skops");
            }
        }
        if (!version.isEmpty()) {
            settings.put(versionField, version);
        }
        return settings;
    }

    /// The settings of the flavor `python_function`, by which any client of MLflow loads a model of it.
    public Map<String, Object> pythonFunction(String file) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("loader_module", "mlflow." + flavor);
        if (this == SKLEARN) {
            settings.put("model_path", file);
            settings.put("predict_fn", "predict");
        } else {
            settings.put(DATA, file);
        }
        return settings;
    }

    private static String ending(String file) {
        return file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
