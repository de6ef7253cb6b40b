package org.whistle.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Announces a large body and sends its first byte: what is answered was decided without the body. */
public final class BodylessCall {

    private static final int ANNOUNCED_BYTES = 20_000_000;
    private static final int PATIENCE_MILLIS = 30_000;

    private BodylessCall() {}

    /**
     * The status of the answer.
     *
     * @throws UncheckedIOException when the service waits for the body
     */
    public static int status(int port, String request, String... headers) {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            String lines = String.join("\r\n", List.of(headers));
            socket.getOutputStream()
                    .write("%s HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n%s\r\n\r\n["
                            .formatted(request, ANNOUNCED_BYTES, lines)
                            .getBytes(StandardCharsets.ISO_8859_1));
            var answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            return Integer.parseInt(answer.readLine().split(" ")[1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
