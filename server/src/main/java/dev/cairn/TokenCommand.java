package dev.cairn;

import dev.cairn.config.ServerOptions;
import dev.cairn.protocol.identity.CreateToken;
import dev.cairn.protocol.identity.TokenInfo;
import dev.cairn.text.Ages;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `cairn token`: with what programs call in somebody's name, by who has the machine.
@Command(name = "token", description = "Makes, lists and revokes access tokens.", mixinStandardHelpOptions = true)
final class TokenCommand {
    @Command(description = "Makes a token and prints it, this once.")
    int create(
            @Option(names = "--user", required = true, paramLabel = "NAME", description = "Whose it is.") String user,
            @Option(
                            names = "--lifetime",
                            paramLabel = "AGE",
                            defaultValue = "90d",
                            description = "How long it holds, such as 90d, or never for without an end. Default: 90d.")
                    String lifetime,
            @Option(names = "--comment", paramLabel = "TEXT", defaultValue = "", description = "What it is for.")
                    String comment,
            @Option(names = "--read-only", description = "Makes one that only reads.") boolean isReader,
            @Mixin ServerOptions options) {
        return UserCommand.with(options, identity -> {
            CreateToken.Response made = identity.createToken(
                    user,
                    comment,
                    lifetime.equals("never") ? null : Ages.setting("--lifetime", lifetime),
                    isReader ? List.of("read") : List.of());
            System.out.println(made.tokenValue());
        });
    }

    @Command(description = "Lists the tokens of somebody, without what makes them tokens.")
    int list(
            @Option(names = "--user", required = true, paramLabel = "NAME", description = "Whose they are.")
                    String user,
            @Mixin ServerOptions options) {
        return UserCommand.with(options, identity -> identity.tokens(user).forEach(TokenCommand::print));
    }

    @Command(description = "Revokes a token, at once.")
    int revoke(
            @Option(names = "--user", required = true, paramLabel = "NAME", description = "Whose it is.") String user,
            @Option(names = "--id", required = true, paramLabel = "ID", description = "As list shows it.") String id,
            @Mixin ServerOptions options) {
        return UserCommand.with(options, identity -> {
            identity.revokeToken(user, id);
            System.out.println("Revoked.");
        });
    }

    private static void print(TokenInfo token) {
        System.out.printf(
                "%s  made %s  %s  %s%n",
                token.tokenId(),
                Instant.ofEpochMilli(token.creationTime()),
                token.expiryTime() < 0 ? "without an end" : "until " + Instant.ofEpochMilli(token.expiryTime()),
                token.comment());
    }
}
