package dev.cairn.access;

/// A tenant: every experiment and registered model belongs to exactly one.
///
/// @param id   its row in the database
/// @param name its name on the wire, as in `X-MLFLOW-WORKSPACE`
public record Workspace(long id, String name) {
    /// The workspace of a server without tenants; the first migration creates it.
    public static final Workspace DEFAULT = new Workspace(1, "default");

    /// Where the models of the catalogue are kept. Nobody asks for it by its name, and no list has it.
    public static final Workspace CATALOGUE = new Workspace(-1, ".catalogue");

    /// Whether it is the server's own, and nobody's tenancy.
    public boolean isHidden() {
        return id < DEFAULT.id();
    }
}
