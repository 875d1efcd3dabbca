package dev.cairn.http;

import dev.cairn.access.Caller;
import dev.cairn.access.Level;
import dev.cairn.access.Permission.Needs;
import dev.cairn.access.Reach;
import dev.cairn.access.Resource;
import dev.cairn.access.Rights;
import dev.cairn.access.Workspace;
import java.util.Comparator;
import java.util.List;

/// Asks, wherever a thing is read, whether the caller may do with it what their route is about. Stores ask it, since
/// they know where the thing lies.
public final class Guard {
    private Guard() {}

    /// Whether the caller sees a thing. To who does not, it is as if it were not there.
    ///
    /// @param id of the experiment, or the name of the registered model, that the thing is or lies in
    /// @throws ApiException `PERMISSION_DENIED` if they see it, but may not do with it what they ask
    public static boolean admits(Caller caller, Resource kind, String id) {
        if (caller.rights().isAll()) {
            return true;
        }
        if (caller.rights().level(kind, id) == Level.NONE) {
            return false;
        }
        for (Needs need : needs(caller, kind)) {
            if (!caller.rights().level(need.resource(), id).includes(need.level())) {
                throw refused(need.level(), kind, id);
            }
        }
        return true;
    }

    public static boolean admits(Caller caller, Resource kind, long experiment) {
        return admits(caller, kind, Long.toString(experiment));
    }

    /// Refuses who may not do everything in a workspace.
    public static void requireManages(Rights rights, Workspace workspace) {
        if (!rights.isAll()) {
            throw ApiException.denied("Only who manages the workspace '%s' may do this.".formatted(workspace.name()));
        }
    }

    /// Which things of a kind the caller may do with what their route is about, by the ids of what they lie in.
    public static Reach reach(Caller caller, Resource kind) {
        Level least = needs(caller, kind).stream()
                .map(Needs::level)
                .max(Comparator.naturalOrder())
                .orElse(Level.READ);
        return caller.rights().reach(kind, least);
    }

    /// What is asked about things of a kind, or else about what has to do with them.
    private static List<Needs> needs(Caller caller, Resource kind) {
        List<Needs> all = caller.asked().needs().stream()
                .map(need -> new Needs(need.level(), meant(need.resource(), kind)))
                .toList();
        List<Needs> exact = all.stream().filter(need -> need.resource() == kind).toList();
        return exact.isEmpty()
                ? all.stream()
                        .filter(need -> need.resource().root() == kind.root())
                        .toList()
                : exact;
    }

    /// Routes name models, be they prompts, and artifacts, whatever they are of.
    private static Resource meant(Resource asked, Resource kind) {
        if (asked == Resource.ARTIFACT) {
            return kind;
        }
        return kind.root() == Resource.PROMPT ? asked.ofPrompt() : asked;
    }

    private static ApiException refused(Level level, Resource kind, String id) {
        return ApiException.denied(
                "This takes the permission %s on %s: ask who manages it.".formatted(level, name(kind, id)));
    }

    private static String name(Resource kind, String id) {
        return kind.whole() == null
                ? "the %s %s".formatted(kind.words(), id)
                : "the %s in %s".formatted(kind.words() + "s", id);
    }
}
