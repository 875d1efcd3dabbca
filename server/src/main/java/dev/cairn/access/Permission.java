package dev.cairn.access;

/// What a route needs of its caller. Each route declares one; a route without a declaration does not start.
public sealed interface Permission {

    /// Anyone may call, signed in or not: health, version.
    record Open() implements Permission {}

    /// The caller needs this level on the resource that the request names.
    record Needs(Level level, Resource resource) implements Permission {}

    /// The caller sees those of the listed resources that they may read.
    record Filtered(Resource resource) implements Permission {}

    static Permission open() {
        return new Open();
    }

    static Permission read(Resource resource) {
        return new Needs(Level.READ, resource);
    }

    static Permission edit(Resource resource) {
        return new Needs(Level.EDIT, resource);
    }

    static Permission manage(Resource resource) {
        return new Needs(Level.MANAGE, resource);
    }

    /// Creating a resource needs the right to use the workspace that will hold it.
    static Permission create(Resource resource) {
        return new Needs(Level.USE, resource);
    }

    static Permission filtered(Resource resource) {
        return new Filtered(resource);
    }
}
