package dev.cairn.workers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.config.PythonModelConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// How the processes of one model are started.
///
/// @param python    the interpreter
/// @param model     the folder of the model
/// @param work      where processes may write
/// @param threads   that a process may compute with
/// @param variables of their environment, of which those that all have come first
/// @param log       takes what a process prints, among other things
record Launch(
        Path python,
        Path model,
        WorkFolder work,
        int threads,
        Map<String, String> variables,
        PythonModelConfig config,
        ModelLog log) {
    private static final String PROGRAM = "worker.py";

    PythonModelConfig.Limits limits() {
        return config.limits();
    }

    /// The program that processes run. It is in no file, where a model could change what the next one runs.
    ///
    /// @param token by which the process will show that it is the one that got this
    static byte[] program(String token) throws IOException {
        try (InputStream program = Objects.requireNonNull(Launch.class.getResourceAsStream(PROGRAM))) {
            return "TOKEN = '%s'\n%s"
                    .formatted(token, new String(program.readAllBytes(), UTF_8))
                    .getBytes(UTF_8);
        }
    }

    /// A process that takes the program as its input, and will call at the address. Of this server's variables it gets
    /// none: they may have secrets. Before the program has begun, Python looks at no variable, no folder of the
    /// user and no package, as these may have code of a model.
    ProcessBuilder process(Path address) {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        python.toString(),
                        "-I",
                        "-S",
                        "-B",
                        "-u",
                        "-",
                        address.toString(),
                        model.toString(),
                        config.network() ? "network" : "alone",
                        config.data().toAbsolutePath().toString(),
                        String.valueOf(limits().tasks())))
                .directory(work.path().toFile())
                .redirectErrorStream(true);
        Map<String, String> all = builder.environment();
        String path = all.getOrDefault("PATH", "/usr/bin:/bin");
        all.clear();
        all.putAll(variables);
        all.put("PATH", "%s:%s".formatted(python.getParent(), path));
        all.put("HOME", work.path().toString());
        all.put("TMPDIR", work.path().toString());
        all.put("LC_ALL", "C.UTF-8");
        all.put("ORT_DISABLE_TELEMETRY", "1"); // or else ONNX Runtime tells its maker what it runs
        all.put("PYTHONUNBUFFERED", "1");
        all.put("PYTHONDONTWRITEBYTECODE", "1");
        for (String library : new String[] {"OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"}) {
            all.put(library, String.valueOf(threads));
        }
        return builder;
    }
}
