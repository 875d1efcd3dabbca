package dev.cairn.tables;

import java.util.List;

/// The attributes that runs are grouped by: those that several runs share.
final class GroupColumns {
    static final List<String> ATTRIBUTES = List.of("status", "user_id", "run_name");

    private GroupColumns() {}
}
