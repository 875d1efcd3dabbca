package dev.cairn.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Values for flags that were not given: from `CAIRN_…` variables, then from the file that `CAIRN_CONFIG` names
/// (`cairn.properties` in the working folder if there is one).
///
/// The flag `--backend-store-uri` is the variable `CAIRN_BACKEND_STORE_URI` and the line `backend-store-uri=…`.
public final class Settings implements CommandLine.IDefaultValueProvider {
    private static final String PREFIX = "CAIRN_";

    /// Variables of the launcher, which is not this program.
    private static final Set<String> LAUNCHER =
            Set.of("CAIRN_CONFIG", "CAIRN_JAVA_HOME", "CAIRN_JAVA_OPTS", "CAIRN_CACHE", "CAIRN_URL");

    /// What may not stand among the flags of a process, which other users of the machine can read.
    private static final Set<String> SECRETS =
            Set.of(EncryptionOptions.KEY_VARIABLE, TlsOptions.PASSWORD_VARIABLE, SignOnOptions.SECRET_VARIABLE);

    /// What the variables of the Python plugin start with, whose trainings may share an environment with the server.
    private static final String PLUGIN = "CAIRN_SPOOL";

    private final Map<String, String> environment;
    private final Properties file;

    private Settings(Map<String, String> environment, Properties file) {
        this.environment = environment;
        this.file = file;
    }

    public static Settings load(Map<String, String> environment) throws IOException {
        String named = environment.get("CAIRN_CONFIG");
        Path path = Path.of(named == null ? "cairn.properties" : named);
        Properties properties = new Properties();
        if (named != null || Files.exists(path)) {
            try (Reader reader = Files.newBufferedReader(path)) {
                properties.load(reader);
            }
        }
        return new Settings(environment, properties);
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)) {
            return null;
        }
        String name = flagName(option);
        String variable = environment.get(variable(name));
        return variable == null ? file.getProperty(name) : variable;
    }

    /// Refuses settings that no flag knows, with the nearest one that does.
    ///
    /// @throws IllegalArgumentException with a sentence for the user
    public void requireKnown(CommandLine command) {
        Set<String> known = new TreeSet<>();
        collect(command, known);
        file.stringPropertyNames().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("Unknown setting '%s' in the settings file. Did you mean '%s'?"
                            .formatted(name, Nearest.to(name, known)));
                });
        environment.keySet().stream()
                .filter(name ->
                        name.startsWith(PREFIX) && !name.startsWith(PLUGIN) && !name.startsWith(ModelVariables.PREFIX))
                .filter(name -> !LAUNCHER.contains(name) && !SECRETS.contains(name))
                .filter(name -> known.stream().noneMatch(flag -> variable(flag).equals(name)))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("Unknown setting %s in the environment. Did you mean %s?"
                            .formatted(
                                    name,
                                    Nearest.to(
                                            name,
                                            known.stream()
                                                    .map(Settings::variable)
                                                    .toList())));
                });
    }

    private static void collect(CommandLine command, Set<String> known) {
        command.getCommandSpec().options().forEach(option -> known.add(flagName(option)));
        command.getSubcommands().values().forEach(sub -> collect(sub, known));
    }

    private static String flagName(OptionSpec option) {
        return option.longestName().replaceFirst("^-+", "");
    }

    private static String variable(String flag) {
        return PREFIX + flag.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
