package dev.cairn;

import dev.cairn.config.Settings;
import dev.cairn.db.SchemaException;
import dev.cairn.encryption.KeyException;
import dev.cairn.modelserver.TrackingServerException;
import java.io.IOException;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The program `cairn`: finds the command, fills in its settings, runs it.
@Command(
        name = "cairn",
        description = "The managed MLflow platform, self-hosted.",
        mixinStandardHelpOptions = true,
        version = "Cairn " + StatusApi.VERSION + " (MLflow API " + StatusApi.API_VERSION + ")",
        subcommands = {
            ServerCommand.class,
            ServeCommand.class,
            ModelsCommand.class,
            DeployCommand.class,
            ImageCommand.class,
            DatabaseCommand.class,
            ImportCommand.class,
            GarbageCommand.class,
            ExportCommand.class,
            UserCommand.class,
            GroupCommand.class,
            ServicePrincipalCommand.class,
            RoleCommand.class,
            TokenCommand.class,
            AuditCommand.class,
            KeysCommand.class,
            LoginCommand.class,
            EndpointsCommand.class,
            WarmUpCommand.class
        })
public final class Main implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec spec;

    public static void main(String[] arguments) throws IOException {
        System.exit(run(arguments, System.getenv()));
    }

    static int run(String[] arguments, Map<String, String> environment) throws IOException {
        CommandLine command = new CommandLine(new Main());
        try {
            Settings settings = Settings.load(environment);
            settings.requireKnown(command);
            command.setDefaultValueProvider(settings);
        } catch (IllegalArgumentException wrongSetting) {
            command.getErr().println(wrongSetting.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        command.setExecutionExceptionHandler((failure, failed, parsed) -> {
            if (failure instanceof IllegalArgumentException
                    || failure instanceof SchemaException
                    || failure instanceof KeyException) {
                failed.getErr().println(failure.getMessage());
                return CommandLine.ExitCode.USAGE;
            }
            if (failure instanceof TrackingServerException) {
                failed.getErr().println(failure.getMessage());
                return CommandLine.ExitCode.SOFTWARE;
            }
            throw failure;
        });
        return command.execute(arguments);
    }

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }
}
