package dev.cairn.permissions;

import dev.cairn.db.Transaction;

/// The SQL of all permissions on a thing, whoever has them.
record GrantStore(Transaction tx) {
    private static final String OF_THING = """
             WHERE resource_type = ? AND resource_pattern = ?
               AND role_id IN (SELECT id FROM roles WHERE workspace_id = ?)
            """;

    /// How many there were, with those on what had the new name before.
    int rename(long workspace, String type, String from, String to) {
        int gone = delete(workspace, type, to);
        return gone
                + tx.update("UPDATE role_permissions SET resource_pattern = ?" + OF_THING, to, type, from, workspace);
    }

    /// On an experiment and its scorers, whose ids begin with that of the experiment. How many there were.
    int deleteExperiment(long id) {
        return tx.update("""
                DELETE FROM role_permissions
                WHERE (resource_type = 'experiment' AND resource_pattern = ?)
                   OR (resource_type = 'scorer' AND resource_pattern >= ? AND resource_pattern < ?)
                """, Long.toString(id), id + "/", id + "0");
    }

    /// How many there were.
    int delete(long workspace, String type, String id) {
        return tx.update("DELETE FROM role_permissions" + OF_THING, type, id, workspace);
    }
}
