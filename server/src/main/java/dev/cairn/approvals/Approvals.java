package dev.cairn.approvals;

import dev.cairn.db.Database;
import dev.cairn.http.Routes;
import dev.cairn.live.Live;
import dev.cairn.permissions.PermissionListener;
import dev.cairn.registry.Moves;
import dev.cairn.registry.Registry;
import dev.cairn.registry.RegistryListener;
import java.time.InstantSource;
import java.util.List;

/// The one public door of what was done to models, and of who allows it.
public final class Approvals {
    private final RegistryEvents events;
    private final Activities activities;
    private final ManagedVersions versions;
    private final TransitionRequests transitions;
    private final Comments comments;
    private final ModelRequests requests;
    private final ApprovalRules rules;

    public Approvals(Database database, Registry registry, Live live, InstantSource clock) {
        Diary diary = new Diary(live, clock);
        events = new RegistryEvents(live, registry);
        Moves moves = registry.moves();
        Decisions decisions = new Decisions(moves, diary);
        activities = new Activities(database, moves);
        versions = new ManagedVersions(database, moves);
        transitions = new TransitionRequests(database, moves, decisions);
        comments = new Comments(database, moves, diary);
        requests = new ModelRequests(database, moves, decisions);
        rules = new ApprovalRules(database, moves, diary);
    }

    /// Who is to be told what is done to models, so that it is written down and told, and refused without an approval
    /// that it
    /// takes.
    public static List<RegistryListener> listeners(Live live, InstantSource clock) {
        return List.of(new ApprovalGate(), new ActivityLog(new Diary(live, clock)));
    }

    /// Who is to be told what is given on models, so that it is written down and told.
    public static List<PermissionListener> permissionListeners(Live live, InstantSource clock) {
        return List.of(new PermissionLog(new Diary(live, clock)));
    }

    public void register(Routes routes) {
        ApprovalsApi.activity(routes, activities, events);
        ApprovalsApi.managed(routes, versions, transitions);
        ApprovalsApi.comments(routes, comments);
        ApprovalsApi.requests(routes, requests);
        ApprovalsApi.rules(routes, rules);
    }
}
