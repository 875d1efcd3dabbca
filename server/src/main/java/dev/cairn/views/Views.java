package dev.cairn.views;

import dev.cairn.access.Permission;
import dev.cairn.db.Database;
import dev.cairn.http.Routes;
import dev.cairn.protocol.views.CreateView;
import dev.cairn.protocol.views.DeleteView;
import dev.cairn.protocol.views.GetView;
import dev.cairn.protocol.views.ListViews;
import dev.cairn.protocol.views.UpdateView;
import dev.cairn.tracking.Tracking;
import java.time.InstantSource;

/// The one public door of saved views.
public final class Views {
    private final SavedViews rules;

    public Views(Database database, Tracking tracking, InstantSource clock) {
        rules = new SavedViews(database, tracking, clock);
    }

    public void register(Routes routes) {
        Routes.Api api = routes.api("3.0/cairn");
        api.post("views/create", Permission.signedIn(), CreateView.class, rules::create);
        api.get("views/get", Permission.signedIn(), GetView.class, rules::get);
        api.get("views/list", Permission.signedIn(), ListViews.class, rules::list);
        api.patch("views/update", Permission.signedIn(), UpdateView.class, rules::update);
        api.delete("views/delete", Permission.signedIn(), DeleteView.class, rules::delete);
    }
}
