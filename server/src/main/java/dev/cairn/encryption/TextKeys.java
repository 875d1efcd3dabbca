package dev.cairn.encryption;

import java.util.Set;

/// Keys of the environment, which stay as they are for as long as the process lives.
final class TextKeys implements KeySource {
    private static final String PLACE = "the variable CAIRN_KEY";

    private final KeyRing ring;

    TextKeys(String keys) {
        ring = KeyRing.parse(keys, PLACE);
    }

    @Override
    public String id() {
        return ring.first().id();
    }

    @Override
    public String wrap(byte[] dataKey, byte[] context) {
        return ring.first().wrap(dataKey, context);
    }

    @Override
    public byte[] unwrap(String id, String wrapped, byte[] context) {
        return ring.find(id)
                .orElseThrow(() -> WrongKey.of(id, PLACE + ", which has " + ring.ids()))
                .unwrap(wrapped, context);
    }

    @Override
    public void make() {
        // whoever starts the server has made it
    }

    @Override
    public void renew() {
        // whoever starts the server puts another one in front
    }

    @Override
    public void keep(Set<String> used) {
        // whoever starts the server takes it away
    }

    @Override
    public String place() {
        return PLACE;
    }
}
