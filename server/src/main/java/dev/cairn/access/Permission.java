package dev.cairn.access;

import java.util.List;

/// What a route needs of its caller. Each route declares one; a route without a declaration does not start.
public sealed interface Permission {

    /// Anyone may call, signed in or not: health, version.
    record Open() implements Permission {}

    /// Whoever is signed in may call, about what is their own.
    ///
    /// @param isOfAccount whether that is of their account, and so of no workspace
    record SignedIn(boolean isOfAccount) implements Permission {}

    /// The caller needs this level on the resource that the request names.
    record Needs(Level level, Resource resource) implements Permission {}

    /// The caller needs one level on one resource and one on another, as where something goes from here to there.
    record Both(Needs first, Needs second) implements Permission {}

    /// The caller needs the right to create things of a kind in the workspace.
    record Creates(Resource resource) implements Permission {}

    /// The caller sees those of the listed resources that they may read.
    record Filtered(Resource resource) implements Permission {}

    static Permission open() {
        return new Open();
    }

    static Permission signedIn() {
        return new SignedIn(false);
    }

    /// About the account of whoever is signed in.
    static Permission account() {
        return new SignedIn(true);
    }

    static Needs read(Resource resource) {
        return new Needs(Level.READ, resource);
    }

    static Needs edit(Resource resource) {
        return new Needs(Level.EDIT, resource);
    }

    static Needs manage(Resource resource) {
        return new Needs(Level.MANAGE, resource);
    }

    static Permission create(Resource resource) {
        return new Creates(resource);
    }

    static Permission both(Needs first, Needs second) {
        return new Both(first, second);
    }

    static Permission filtered(Resource resource) {
        return new Filtered(resource);
    }

    /// Whether what is done is of a workspace, and not of the server as a whole or an account.
    default boolean isOfWorkspace() {
        return switch (this) {
            case Open open -> false;
            case SignedIn(boolean isOfAccount) -> !isOfAccount;
            case Needs(Level level, Resource resource) -> resource != Resource.SERVER;
            case Both both -> true;
            case Creates creates -> true;
            case Filtered filtered -> true;
        };
    }

    /// What has to hold of the things that a request is about.
    default List<Needs> needs() {
        return switch (this) {
            case Needs needs -> List.of(needs);
            case Both(Needs first, Needs second) -> List.of(first, second);
            case Open open -> List.of();
            case SignedIn signedIn -> List.of();
            case Creates creates -> List.of();
            case Filtered filtered -> List.of();
        };
    }
}
