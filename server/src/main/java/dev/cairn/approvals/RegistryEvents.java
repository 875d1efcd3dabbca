package dev.cairn.approvals;

import dev.cairn.access.Caller;
import dev.cairn.access.Resource;
import dev.cairn.http.Exchange;
import dev.cairn.http.Guard;
import dev.cairn.live.Live;
import dev.cairn.live.ModelTopic;
import dev.cairn.live.Sight;
import dev.cairn.registry.Registry;
import java.io.IOException;

/// Tells who watches what is done to the models of their workspace that they see.
record RegistryEvents(Live live, Registry registry) {
    /// `GET /api/3.0/cairn/registry/events`.
    void send(Exchange exchange) throws IOException {
        Caller caller = exchange.caller();
        live.sendModels(exchange, model -> sight(caller, model));
    }

    /// What is given or denied on a name goes with its model: nobody knows any more who was to see one that is gone,
    /// but that it was nobody less than who manages the workspace.
    private Sight sight(Caller caller, ModelTopic model) {
        if (model.workspace() != caller.workspace().id()) {
            return Sight.HIDDEN;
        }
        if (caller.rights().isAll()) {
            return Sight.SEEN;
        }
        if (!registry.isThere(caller, model.name(), model.isPrompt())) {
            return Sight.GONE;
        }
        return Guard.admits(caller, model.isPrompt() ? Resource.PROMPT : Resource.REGISTERED_MODEL, model.name())
                ? Sight.SEEN
                : Sight.HIDDEN;
    }
}
