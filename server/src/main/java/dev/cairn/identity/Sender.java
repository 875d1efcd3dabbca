package dev.cairn.identity;

import dev.cairn.access.Act;
import dev.cairn.access.Workspace;
import dev.cairn.protocol.identity.User;
import java.util.Optional;

/// Who sent a request.
///
/// @param isActive      whether they may sign in
/// @param isReader      whether what they showed lets them look alone
/// @param via           by what they showed who they are, such as `token=5f3c…`; empty for an account alone
/// @param rightsVersion what is remembered of their rights holds as long as this is the same
record Sender(User user, boolean isActive, boolean isReader, String via, long rightsVersion) {
    /// The same, whose token only reads.
    Sender justReading() {
        return new Sender(user, isActive, true, via, rightsVersion);
    }

    /// The same, who showed it by this.
    Sender by(String shown) {
        return new Sender(user, isActive, isReader, shown, rightsVersion);
    }

    /// As the audit log names them.
    ///
    /// @param workspace that their request is about; empty if that is not known
    Act.By by(Optional<Workspace> workspace) {
        return new Act.By(user.username(), via, workspace.map(Workspace::name).orElse(""));
    }
}
