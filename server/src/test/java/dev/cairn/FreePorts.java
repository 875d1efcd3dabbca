package dev.cairn;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// Ports of this machine for programs that have to be told theirs, which stay free until they are used. They lie below
/// those that the kernel gives to whoever asks for any (from 32768 on Linux), and below those of the tests of stock
/// clients (from 20000). A JVM listens on the first port of a block as long as it lives, so that the others of the
/// block are given by no other JVM.
public final class FreePorts {
    private static final int FIRST = 10_000;
    private static final int OF_A_BLOCK = 100;
    private static final int BLOCKS = 100;

    private static final List<ServerSocket> TAKEN = new ArrayList<>();
    private static int next;
    private static int end;

    private FreePorts() {}

    /// One that was not given before.
    public static synchronized int take() throws IOException {
        int port;
        do {
            if (next == end) {
                takeBlock();
            }
            port = next++;
        } while (!isFree(port));
        return port;
    }

    /// From anywhere on, since several JVMs begin at once.
    private static void takeBlock() throws IOException {
        int from = ThreadLocalRandom.current().nextInt(BLOCKS);
        for (int i = 0; i < BLOCKS; i++) {
            int port = FIRST + (from + i) % BLOCKS * OF_A_BLOCK;
            try {
                TAKEN.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
                next = port + 1;
                end = port + OF_A_BLOCK;
                return;
            } catch (IOException taken) {
                // by another JVM, or by a program of this machine
            }
        }
        throw new IOException("All blocks of ports are taken.");
    }

    /// On every address of this machine.
    private static boolean isFree(int port) {
        try (ServerSocket tried = new ServerSocket(port, 1)) {
            return tried.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
