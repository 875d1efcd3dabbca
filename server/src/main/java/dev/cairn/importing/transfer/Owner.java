package dev.cairn.importing.transfer;

/// What artifacts belong to: a run, a logged model or a trace, by its id.
public record Owner(Kind kind, String id) {

    /// The folder of an archive that holds the artifacts of a kind.
    public enum Kind {
        RUN("runs"),
        MODEL("models"),
        TRACE("traces");

        private final String folder;

        Kind(String folder) {
            this.folder = folder;
        }

        public String folder() {
            return folder;
        }
    }

    public static Owner run(String id) {
        return new Owner(Kind.RUN, id);
    }

    public static Owner model(String id) {
        return new Owner(Kind.MODEL, id);
    }

    public static Owner trace(String id) {
        return new Owner(Kind.TRACE, id);
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(java.util.Locale.ROOT) + " " + id;
    }
}
