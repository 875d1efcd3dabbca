package dev.cairn.workers;

import dev.cairn.config.PythonModelConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/// How the processes of one model are started.
///
/// @param python    the interpreter
/// @param model     the folder of the model
/// @param program   the file that processes run; they may write into its folder
/// @param threads   that a process may compute with
/// @param log       takes what a process prints, line by line
record Launch(
        Path python, Path model, Path program, int threads, PythonModelConfig config, Consumer<String> log) {
    private static final String PROGRAM = "worker.py";

    /// The file of the program that processes run, which is written into the folder.
    static Path writeProgram(Path folder) throws IOException {
        Path file = folder.resolve(PROGRAM);
        try (InputStream program = Objects.requireNonNull(Launch.class.getResourceAsStream(PROGRAM))) {
            Files.copy(program, file);
        }
        return file;
    }

    /// A process that will call at the address. Of this server's variables it gets none: they may have secrets.
    ProcessBuilder process(Path address) {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        python.toString(),
                        "-u",
                        program.toString(),
                        address.toString(),
                        model.toString(),
                        config.network() ? "network" : "alone"))
                .directory(program.getParent().toFile())
                .redirectErrorStream(true);
        Map<String, String> variables = builder.environment();
        String path = variables.getOrDefault("PATH", "/usr/bin:/bin");
        variables.clear();
        variables.put("PATH", python.getParent() + ":" + path);
        variables.put("HOME", program.getParent().toString());
        variables.put("TMPDIR", program.getParent().toString());
        variables.put("LC_ALL", "C.UTF-8");
        variables.put("PYTHONUNBUFFERED", "1");
        variables.put("PYTHONDONTWRITEBYTECODE", "1");
        for (String library : new String[] {"OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"}) {
            variables.put(library, String.valueOf(threads));
        }
        return builder;
    }
}
