package dev.cairn.limits;

import dev.cairn.access.Caller;
import dev.cairn.access.Permission;
import dev.cairn.config.Rate;
import dev.cairn.http.Doorkeeper;
import dev.cairn.http.Exchange;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// Lets nobody in who asks too often: first by the address, before it is asked who sends the request, then by the
/// account.
final class LimitedDoor implements Doorkeeper {
    /// What one customer of an IPv6 network has of addresses: 2^64 behind the same first bytes.
    private static final int IPV6_PREFIX_BYTES = 8;

    private final Doorkeeper door;
    private final Optional<Turns> ofAddresses;
    private final Optional<Turns> ofPeople;
    private final Refusals refusals;

    LimitedDoor(Doorkeeper door, Optional<Rate> perAddress, Optional<Rate> perPerson, Refusals refusals) {
        this.door = door;
        this.ofAddresses = perAddress.map(Turns::new);
        this.ofPeople = perPerson.map(Turns::new);
        this.refusals = refusals;
    }

    @Override
    public Caller admit(Exchange exchange, Permission permission) {
        ofAddresses.ifPresent(turns -> requireTurn(
                turns.take(network(exchange.remoteAddress())),
                "address",
                "From this address the server takes %s requests.".formatted(turns.rate())));
        Caller caller = door.admit(exchange, permission);
        if (!caller.user().isEmpty()) {
            ofPeople.ifPresent(turns -> requireTurn(
                    turns.take(Caller.key(caller.user())),
                    "person",
                    "Of one account the server takes %s requests.".formatted(turns.rate())));
        }
        return caller;
    }

    private void requireTurn(Duration wait, String limit, String message) {
        if (wait.isPositive()) {
            throw refusals.refused(limit, message, wait);
        }
    }

    /// What stands for all addresses that one client can choose from.
    static String network(String address) {
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address v6
                    ? HexFormat.of().formatHex(Arrays.copyOf(v6.getAddress(), IPV6_PREFIX_BYTES))
                    : address;
        } catch (IllegalArgumentException isName) {
            return address;
        }
    }
}
