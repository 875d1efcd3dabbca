package dev.cairn.access;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What somebody may do in a workspace: what all their roles give together (MLflow's permissions, semantics 26).
///
/// What is granted on a kind decides about its things, and where nothing is, what is granted on the kind that they are
/// a part of. A denial is stronger than all else on the same kind. Whoever may use the workspace reads what nothing is
/// granted on, and creates; whoever manages it may do everything. Nothing is seen of what lies in something unseen.
public final class Rights {
    public static final Rights ALL = new Rights(Level.MANAGE, Map.of());
    public static final Rights NONE = new Rights(Level.NONE, Map.of());

    private final Level onWorkspace;
    private final Map<Resource, Map<String, Level>> granted;

    private Rights(Level onWorkspace, Map<Resource, Map<String, Level>> granted) {
        this.onWorkspace = onWorkspace;
        this.granted = granted;
    }

    public static Rights of(Collection<Grant> grants) {
        Map<Resource, Map<String, Level>> granted = new EnumMap<>(Resource.class);
        for (Grant grant : grants) {
            granted.computeIfAbsent(grant.kind(), kind -> new HashMap<>())
                    .merge(grant.pattern(), grant.level(), Rights::together);
        }
        Map<String, Level> onWorkspace = granted.getOrDefault(Resource.WORKSPACE, Map.of());
        return new Rights(onWorkspace.getOrDefault(Grant.ANY, Level.NONE), granted);
    }

    private static Level together(Level one, Level other) {
        if (one == Level.NONE || other == Level.NONE) {
            return Level.NONE;
        }
        return one.includes(other) ? one : other;
    }

    /// Whether there is anything at all that they may see.
    public boolean isEmpty() {
        return onWorkspace == Level.NONE && granted.isEmpty();
    }

    /// Whether they may do everything in the workspace.
    public boolean isAll() {
        return onWorkspace == Level.MANAGE;
    }

    public boolean mayCreate(Resource kind) {
        return isAll()
                || (onWorkspace.includes(Level.USE)
                        && granted(kind, Grant.ANY).filter(Level.NONE::equals).isEmpty());
    }

    /// What they may do with a thing.
    ///
    /// @param id of the experiment, or the name of the registered model, that the thing is or lies in
    public Level level(Resource kind, String id) {
        if (isAll()) {
            return Level.MANAGE;
        }
        Resource whole = kind.whole();
        if (whole == null) {
            int slash = id.indexOf('/');
            return granted(kind, slash < 0 ? id : id.substring(0, slash)).orElse(unsaid());
        }
        Level inWhole = level(whole, id);
        return inWhole == Level.NONE ? Level.NONE : granted(kind, id).orElse(inWhole);
    }

    /// Which things of a kind they may do at least this much with, by the ids of what they lie in.
    public Reach reach(Resource kind, Level least) {
        if (isAll()) {
            return Reach.ALL;
        }
        Resource whole = kind.whole();
        if (whole == null) {
            return reachOfRoot(kind, least);
        }
        @Nullable Level ofAll = granted.getOrDefault(kind, Map.of()).get(Grant.ANY);
        if (ofAll == null) {
            return reach(whole, least);
        }
        return ofAll.includes(least) ? reach(whole, Level.READ) : Reach.NOTHING;
    }

    private Reach reachOfRoot(Resource root, Level least) {
        Set<String> ids = granted.getOrDefault(root, Map.of()).keySet();
        boolean isOnly = !granted(root, Grant.ANY).orElse(unsaid()).includes(least);
        return new Reach(
                isOnly,
                ids.stream()
                        .filter(id -> !id.equals(Grant.ANY))
                        .filter(id -> granted(root, id).orElse(unsaid()).includes(least) == isOnly)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /// Of what nothing is granted on.
    private Level unsaid() {
        return onWorkspace == Level.NONE ? Level.NONE : Level.READ;
    }

    private Optional<Level> granted(Resource kind, String id) {
        Map<String, Level> levels = granted.getOrDefault(kind, Map.of());
        @Nullable Level own = levels.get(id);
        @Nullable Level ofAll = levels.get(Grant.ANY);
        if (own == null || ofAll == null) {
            return Optional.ofNullable(own == null ? ofAll : own);
        }
        return Optional.of(together(own, ofAll));
    }
}
