package dev.cairn.deploy;

/// What is deployed: a model, where, in whose words, and how large.
///
/// @param additions what it has besides, if a server made it
public record Release(Placement placement, Kind kind, PodModel model, Size size, Additions additions) {
    /// One that a person deploys.
    public Release(Placement placement, Kind kind, PodModel model, Size size) {
        this(placement, kind, model, size, Additions.NONE);
    }
}
