package dev.cairn.approvals;

import dev.cairn.access.Caller;
import dev.cairn.db.Transaction;
import dev.cairn.live.Live;
import dev.cairn.live.ModelNews;
import dev.cairn.live.ModelTopic;
import dev.cairn.registry.RegistryEvent;
import java.time.InstantSource;
import java.util.function.Consumer;

/// What is done to models, as it is written down and told to who watches.
record Diary(Live live, InstantSource clock) {
    /// Adds what somebody did and returns the number of its row.
    long add(Transaction tx, Caller caller, RegistryEvent.Model model, Done done) {
        long id = new ActivityStore(tx).add(caller, done, clock.millis());
        tell(tx, caller, model, news -> news.done(done.kind().name()));
        return id;
    }

    /// Tells what nothing is added about.
    void tell(Transaction tx, Caller caller, RegistryEvent.Model model, Consumer<ModelNews> what) {
        live.ofModel(tx, new ModelTopic(caller.workspace().id(), model.isPrompt(), model.name()), what);
    }
}
