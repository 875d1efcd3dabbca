package dev.cairn;

import dev.cairn.access.PrincipalKind;
import dev.cairn.config.ServerOptions;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `cairn service-principal`: accounts of programs, by who has the machine.
@Command(
        name = "service-principal",
        description =
                "Adds, lists and removes accounts of programs. Where a command takes a user, it takes their id too.",
        mixinStandardHelpOptions = true)
final class ServicePrincipalCommand {
    @Command(description = "Adds a service principal, and prints its application id.")
    int add(
            @Parameters(paramLabel = "NAME", description = "As people call it.") String name,
            @Option(names = "--application-id", paramLabel = "UUID", description = "Default: a new one.") UUID id,
            @Mixin ServerOptions options) {
        String applicationId = (id == null ? UUID.randomUUID() : id).toString();
        return UserCommand.with(options, identity -> {
            identity.addServicePrincipal(name, applicationId);
            System.out.println(applicationId);
        });
    }

    @Command(description = "Lists the service principals by their application ids.")
    int list(@Mixin ServerOptions options) {
        return UserCommand.with(
                options,
                identity -> identity.profiles(PrincipalKind.SERVICE_PRINCIPAL).forEach(UserCommand::print));
    }

    @Command(description = "Removes a service principal with its tokens.")
    int delete(@Parameters(paramLabel = "APPLICATION_ID") String applicationId, @Mixin ServerOptions options) {
        return UserCommand.with(options, identity -> {
            identity.deleteUser(applicationId);
            System.out.printf("Removed %s.%n", applicationId);
        });
    }
}
