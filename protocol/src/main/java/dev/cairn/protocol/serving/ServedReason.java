package dev.cairn.protocol.serving;

import org.jspecify.annotations.Nullable;

/// Why a served entity is as it is, or a configuration failed, in values: the message beside it says the same in a
/// sentence.
///
/// @param model         of which it is said, by its name
/// @param version       of that; for `NO_VERSION` what the entity asks for, which may be an alias
/// @param name          of the account for `NOT_A_READER`, of the environment variable for `VARIABLE`
/// @param detail        what was found wrong, in an English sentence
/// @param found         the same in values, where it is of the server itself and not of the model
/// @param room          for `NO_ROOM`
/// @param rollout       for `ROLLOUT_TURNED_BACK`; null of one that ended before there were reasons
/// @param configuration a newer one, of which this is said: what was served before it goes on
public record ServedReason(
        Kind kind,
        @Nullable String model,
        @Nullable String version,
        @Nullable String name,
        @Nullable String detail,
        @Nullable Room room,
        @Nullable RolloutReason rollout,
        @Nullable Long configuration,
        @Nullable Finding found) {

    /// What can be said of an entity.
    public enum Kind {
        /// Its model is loaded when somebody asks it.
        SCALED_TO_ZERO,
        /// This server has not begun to load it.
        WAITING,
        LOADING,
        /// What it needs of Python is being made, of which the build log tells.
        ENVIRONMENT_IN_MAKING,
        /// Its pods in the cluster are being started, of which the build log tells.
        PODS_IN_MAKING,
        /// The version is gone, or the alias that was followed.
        NO_VERSION,
        /// Another model has the name now.
        OTHER_MODEL,
        /// Who configured the endpoint may not read the model any more.
        NOT_A_READER,
        /// An environment variable cannot have its secret.
        VARIABLE,
        /// Only Python runs it, which this server does not start.
        NEEDS_PYTHON,
        /// The model is not as it must be, or what it needs cannot be had; `detail` says what.
        NOT_LOADABLE,
        /// Its files could not be read now.
        FILES_UNREADABLE,
        /// It was served, but its processes have ended, and none can be started; that is tried again and again.
        NOT_STARTED_AGAIN,
        /// It was scaled to zero, and could not be loaded when somebody asked; the next request
        /// tries that again.
        NOT_LOADED_AGAIN,
        /// Models take too much memory together.
        NO_ROOM,
        /// Nobody has foreseen it: the server's log says more.
        UNFORESEEN,
        ROLLOUT_TURNED_BACK
    }

    /// What the server found wrong.
    ///
    /// @param number as the code says
    /// @param quoted what somebody else says of it, in their words
    public record Finding(
            Code code, @Nullable Long number, @Nullable String quoted) {
        public static Finding of(Code code) {
            return new Finding(code, null, null);
        }

        /// With what somebody else says of it.
        public static Finding quoting(Code code, @Nullable String quoted) {
            return new Finding(code, null, quoted);
        }

        /// What can be found.
        public enum Code {
            /// This server has no cluster.
            NO_CLUSTER,
            CLUSTER_AWAY,
            /// The server's log says why.
            CLUSTER_REFUSES,
            /// The cluster is asked for its pods once more.
            PODS_ASKED_AGAIN,
            /// They do not answer after `number` seconds; the cluster's words.
            PODS_SLOW,
            /// They are ready, but not to be reached from here; their address.
            PODS_OUT_OF_REACH,
            /// The cluster's words, and the last ones of the pod.
            POD_FAILED,
            /// Its variables have more than `number` KiB together, which no `Secret` of a cluster takes.
            VARIABLES_TOO_LARGE,
            /// The secret of the variable cannot be read in the name of who configured the endpoint; why.
            SECRET_UNREADABLE,
            /// It has a NUL in it, or more than `number` KiB.
            SECRET_NO_VARIABLE,
            SECRET_NO_TEXT,
            STOPPING,
            /// The server's log says more.
            UNFORESEEN
        }
    }

    /// Memory of models, in bytes.
    ///
    /// @param wanted by this one
    /// @param taken  by those that are loaded
    /// @param most   what all may take
    public record Room(long wanted, long taken, long most) {}

    public static ServedReason of(Kind kind) {
        return new ServedReason(kind, null, null, null, null, null, null, null, null);
    }

    public static ServedReason of(Kind kind, String detail) {
        return new ServedReason(kind, null, null, null, detail, null, null, null, null);
    }

    /// Of one thing with a name.
    public static ServedReason named(Kind kind, String name, @Nullable String model, @Nullable String detail) {
        return new ServedReason(kind, model, null, name, detail, null, null, null, null);
    }

    /// Of a version of a model.
    public static ServedReason of(Kind kind, String model, String version, @Nullable String detail) {
        return new ServedReason(kind, model, version, null, detail, null, null, null, null);
    }

    public static ServedReason noRoom(String model, String version, Room room) {
        return new ServedReason(Kind.NO_ROOM, model, version, null, null, room, null, null, null);
    }

    public static ServedReason turnedBack(@Nullable RolloutReason rollout, @Nullable String detail) {
        return new ServedReason(Kind.ROLLOUT_TURNED_BACK, null, null, null, detail, null, rollout, null, null);
    }

    /// The same of a newer configuration.
    public ServedReason of(long newer) {
        return new ServedReason(kind, model, version, name, detail, room, rollout, newer, found);
    }

    /// The same with its detail in values.
    public ServedReason found(@Nullable Finding finding) {
        return new ServedReason(kind, model, version, name, detail, room, rollout, configuration, finding);
    }
}
