package dev.cairn.inference;

import dev.cairn.access.Act;
import dev.cairn.db.Database;
import dev.cairn.db.Trail;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import java.util.List;

/// A database whose connection is lost when it has committed, before anybody hears of that, where it is told so.
final class UnheardCommits implements Trail {
    private boolean isNext;
    private boolean isAwayAfterwards;
    private boolean isAway;

    Database of(Database database) {
        return database.keeping(this);
    }

    /// Loses the next connection.
    void lose() {
        isNext = true;
    }

    /// Loses the next connection, and has no other one.
    void goAway() {
        isNext = true;
        isAwayAfterwards = true;
    }

    void comeBack() {
        isAway = false;
    }

    /// Does work on that database.
    void run(Runnable work) {
        Act.here("test", "u").<Boolean, RuntimeException>call(() -> {
            work.run();
            return true;
        });
    }

    @Override
    public boolean needs(Act act) {
        if (isAway) {
            throw ApiException.busy("away");
        }
        return isNext;
    }

    @Override
    public void keep(Transaction tx, List<Act> acts) {
        tx.afterCommit(() -> {
            isNext = false;
            isAway = isAwayAfterwards;
            isAwayAfterwards = false;
            throw ApiException.busy("perhaps");
        });
    }
}
