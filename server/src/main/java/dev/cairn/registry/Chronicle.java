package dev.cairn.registry;

import dev.cairn.access.Caller;
import dev.cairn.db.Transaction;
import java.util.List;
import java.util.function.Function;

/// Tells those who listen what is done to registered models.
final class Chronicle {
    private final List<RegistryListener> listeners;

    Chronicle(List<RegistryListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    void tell(Transaction tx, Caller caller, StoredModel model, Function<RegistryEvent.Model, RegistryEvent> event) {
        tell(tx, caller, model.id(), model.name(), event);
    }

    void tell(
            Transaction tx, Caller caller, StoredVersion version, Function<RegistryEvent.Model, RegistryEvent> event) {
        tell(tx, caller, version.model(), version.name(), event);
    }

    private void tell(
            Transaction tx, Caller caller, long id, String name, Function<RegistryEvent.Model, RegistryEvent> event) {
        if (listeners.isEmpty()) {
            return;
        }
        tell(tx, caller, event.apply(about(tx, caller, id, name)));
    }

    void tell(Transaction tx, Caller caller, RegistryEvent event) {
        listeners.forEach(listener -> listener.told(tx, caller, event));
    }

    static RegistryEvent.Model about(Transaction tx, Caller caller, long id, String name) {
        boolean prompt = Prompts.isPrompt(new RegisteredModelStore(tx, caller).tags(id));
        return new RegistryEvent.Model(id, name, prompt);
    }
}
