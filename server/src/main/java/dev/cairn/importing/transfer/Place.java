package dev.cairn.importing.transfer;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A place among the artifacts of a run or a logged model, as text that means the same on every server:
/// `artifacts-of:run/ID/PATH`. Locations of model versions travel in this form.
public record Place(Owner owner, String path) {
    private static final Pattern FORM =
            Pattern.compile("artifacts-of:(run|model)/([a-zA-Z0-9][\\w\\-]{0,255})(?:/(.*))?");

    private static final Pattern IN_URI = Pattern.compile("(?:^|/)(m-[0-9a-f]{32}|[0-9a-f]{32})/artifacts(?:/|$)");

    private static final Pattern MODEL = Pattern.compile("models:/(m-[0-9a-f]+)(/.*)?");

    /// The run or the logged model whose folder a URI seems to be in, by the way MLflow lays folders out.
    public static Optional<Owner> ownerIn(String uri) {
        Matcher owner = IN_URI.matcher(uri);
        if (!owner.find()) {
            return Optional.empty();
        }
        String id = owner.group(1);
        return Optional.of(id.startsWith("m-") ? Owner.model(id) : Owner.run(id));
    }

    /// The id of the logged model that a source of a model version names, if it names one.
    public static @Nullable String modelIn(String source) {
        Matcher model = MODEL.matcher(source);
        return model.matches() ? model.group(1) : null;
    }

    public static Optional<Place> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        Owner owner = form.group(1).equals("run") ? Owner.run(form.group(2)) : Owner.model(form.group(2));
        return Optional.of(new Place(owner, form.group(3) == null ? "" : form.group(3)));
    }

    /// The place of a URI that lies below the artifacts of an owner, or is their root.
    public static Optional<Place> of(String uri, Owner owner, String root) {
        String folder = root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
        if (folder.isEmpty() || !(uri.equals(folder) || uri.startsWith(folder + "/"))) {
            return Optional.empty();
        }
        return Optional.of(new Place(owner, uri.substring(folder.length()).replaceFirst("^/+", "")));
    }

    /// The URI of the place on a server that keeps the owner's artifacts below a root.
    public String below(String root) {
        return path.isEmpty() ? root : (root.endsWith("/") ? root : root + "/") + path;
    }

    @Override
    public String toString() {
        String kind = owner.kind() == Owner.Kind.RUN ? "run" : "model";
        return "artifacts-of:" + kind + "/" + owner.id() + (path.isEmpty() ? "" : "/" + path);
    }
}
