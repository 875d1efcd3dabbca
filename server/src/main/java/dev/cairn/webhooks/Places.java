package dev.cairn.webhooks;

import java.util.HashMap;
import java.util.Map;

/// How much a server sends at the same time: few things to one webhook and of one workspace, so that receivers that
/// hang hold up nobody else. Safe for use by any number of threads.
final class Places {
    static final int OF_WEBHOOK = 2;
    private static final int OF_WORKSPACE = 16;
    private static final int ALL = 64;

    private final Map<Object, Integer> taken = new HashMap<>();
    private int all;

    synchronized boolean take(String webhook, long workspace) {
        if (all >= ALL || taken(webhook) >= OF_WEBHOOK || taken(workspace) >= OF_WORKSPACE) {
            return false;
        }
        all++;
        taken.merge(webhook, 1, Integer::sum);
        taken.merge(workspace, 1, Integer::sum);
        return true;
    }

    synchronized void giveBack(String webhook, long workspace) {
        all--;
        taken.computeIfPresent(webhook, (key, number) -> number == 1 ? null : number - 1);
        taken.computeIfPresent(workspace, (key, number) -> number == 1 ? null : number - 1);
    }

    private int taken(Object who) {
        return taken.getOrDefault(who, 0);
    }
}
