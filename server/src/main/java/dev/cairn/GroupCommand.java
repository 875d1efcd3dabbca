package dev.cairn;

import dev.cairn.config.ServerOptions;
import dev.cairn.groups.Groups;
import dev.cairn.groups.Member;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `cairn group`: groups, by who has the machine; beside a server that runs, which knows of it at the next request.
@Command(
        name = "group",
        description = "Adds, lists and removes groups, and says who is in them.",
        mixinStandardHelpOptions = true)
final class GroupCommand {
    private static final String MEMBER = "A person, the application id of a service principal, or a group.";
    private static final String IS_GROUP = "MEMBER is the name of a group.";

    @Command(description = "Adds a group.")
    int add(@Parameters(paramLabel = "NAME") String name, @Mixin ServerOptions options) {
        return with(options, groups -> {
            groups.add(name);
            System.out.printf("Added the group %s.%n", name);
        });
    }

    @Command(description = "Lists the groups.")
    int list(@Mixin ServerOptions options) {
        return with(options, groups -> groups.all().forEach(group -> System.out.println(group.name())));
    }

    @Command(description = "Removes a group, with what was given to it; its members stay.")
    int delete(@Parameters(paramLabel = "NAME") String name, @Mixin ServerOptions options) {
        return with(options, groups -> {
            groups.delete(name);
            System.out.printf("Removed the group %s.%n", name);
        });
    }

    @Command(description = "Lists who is in a group.")
    int members(@Parameters(paramLabel = "GROUP") String group, @Mixin ServerOptions options) {
        return with(options, groups -> groups.members(group).forEach(GroupCommand::print));
    }

    @Command(name = "add-member", description = "Puts somebody into a group.")
    int addMember(
            @Parameters(paramLabel = "GROUP") String group,
            @Parameters(paramLabel = "MEMBER", description = MEMBER) String member,
            @Option(names = "--group", description = IS_GROUP) boolean isGroup,
            @Mixin ServerOptions options) {
        return with(options, groups -> {
            groups.addMember(group, member, isGroup);
            System.out.printf("%s is in the group %s.%n", member, group);
        });
    }

    @Command(name = "remove-member", description = "Takes somebody out of a group.")
    int removeMember(
            @Parameters(paramLabel = "GROUP") String group,
            @Parameters(paramLabel = "MEMBER", description = MEMBER) String member,
            @Option(names = "--group", description = IS_GROUP) boolean isGroup,
            @Mixin ServerOptions options) {
        return with(options, groups -> {
            groups.removeMember(group, member, isGroup);
            System.out.printf("%s is no longer in the group %s.%n", member, group);
        });
    }

    private static void print(Member member) {
        String name = member.displayName() == null ? "" : "  " + member.displayName();
        String kind = member.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        System.out.printf("%s%s  (%s)%n", member.name(), name, kind);
    }

    private static int with(ServerOptions options, Consumer<Groups> work) {
        return UserCommand.withDatabase(options, database -> work.accept(new Groups(database, InstantSource.system())));
    }
}
