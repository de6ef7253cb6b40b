package org.whistle.standalone.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.whistle.setup.CannotStart;

/** Loopback ports: some must be free, the others may be any. */
public final class Ports {

    private Ports() {}

    /** Refuses a start on a busy port that people know by its number. */
    public static void requireFree(int port, String what, String option) {
        if (!isFree(port)) {
            throw new CannotStart("port %d (%s) is in use; stop what uses it or choose another with %s N"
                    .formatted(port, what, option));
        }
    }

    /** The usual port where it is free, else any. */
    public static int freeNear(int usual) {
        return isFree(usual) ? usual : anyFree();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Any free port. */
    public static int anyFree() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
