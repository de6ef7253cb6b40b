package org.whistle.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whistle.proof.note.Checkpoint;
import org.whistle.proof.note.KeyFiles;
import org.whistle.proof.note.Note;
import org.whistle.proof.note.NoteSigner;
import org.whistle.proof.note.VerifierKey;
import org.whistle.proof.tree.Consistency;
import org.whistle.proof.tree.Frontier;
import org.whistle.proof.tree.Hash;
import org.whistle.proof.tree.HashReader;

class WitnessServerTests {

    private static final String ORIGIN = "whistle.example/audit/3";

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private NoteSigner log;
    private WitnessServer server;

    @BeforeEach
    void start() throws IOException {
        KeyPair pair = KeyFiles.generate(directory.resolve("log"), "first");
        log = new NoteSigner(ORIGIN, VerifierKey.Type.NOTE, pair);
        server = server();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        http.close();
    }

    @Test
    void whatContinuesTheLogIsCosigned() {
        Log grown = new Log(20);
        HttpResponse<String> first = add(0, List.of(), grown.checkpoint(7));
        assertThat(first.statusCode()).isEqualTo(200);
        Note cosigned = Note.parse(grown.checkpoint(7) + first.body());
        assertThat(cosigned.signers(List.of(server.key()))).containsExactly(server.key());
        assertThat(add(7, grown.consistency(7, 20), grown.checkpoint(20)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void theSameAgainIsCosignedAgain() {
        Log grown = new Log(7);
        add(0, List.of(), grown.checkpoint(7));
        assertThat(add(7, List.of(), grown.checkpoint(7)).statusCode()).isEqualTo(200);
        assertThat(directory.resolve("witness/seen")).content().hasLineCount(1);
    }

    @Test
    void aLogThatWasSetBackIsToldHowFarItWasSeen() {
        Log grown = new Log(20);
        add(0, List.of(), grown.checkpoint(20));
        HttpResponse<String> back = add(0, List.of(), grown.checkpoint(7));
        assertThat(back.statusCode()).isEqualTo(409);
        assertThat(back.body()).isEqualTo("20\n");
        assertThat(back.headers().firstValue("Content-Type")).contains("text/x.tlog.size");
        assertThat(add(20, List.of(), grown.checkpoint(7)).statusCode()).isEqualTo(400);
    }

    @Test
    void anotherHistoryIsNotCosigned() {
        add(0, List.of(), new Log(7).checkpoint(7));
        Log other = new Log(20, "other ");
        assertThat(add(7, other.consistency(7, 20), other.checkpoint(20)).statusCode())
                .isEqualTo(422);
        assertThat(add(7, List.of(), other.checkpoint(7)).statusCode()).isEqualTo(409);
    }

    @Test
    void itRemembersAcrossARestartAndAWriteThatWasCutShort() throws IOException {
        Log grown = new Log(20);
        add(0, List.of(), grown.checkpoint(20));
        VerifierKey key = server.key();
        server.close();
        Files.writeString(directory.resolve("witness/seen"), "1 21 AAAA", StandardOpenOption.APPEND);
        server = server();
        assertThat(server.key()).isEqualTo(key);
        assertThat(add(0, List.of(), grown.checkpoint(7)).body()).isEqualTo("20\n");
        assertThat(directory.resolve("witness/seen")).content().hasLineCount(1);
    }

    @Test
    void aMemoryThatGoesBackwardsIsNotBelieved() throws IOException {
        Log grown = new Log(20);
        add(0, List.of(), grown.checkpoint(20));
        Files.writeString(
                directory.resolve("witness/seen"),
                "1 3 " + Hash.EMPTY + " " + ORIGIN + "\n",
                StandardOpenOption.APPEND);
        assertThatIllegalStateException().isThrownBy(this::server);
    }

    @Test
    void aNewKeyOfTheLogIsKnownAtOnce() {
        add(0, List.of(), new Log(7).checkpoint(7));
        log = new NoteSigner(ORIGIN, VerifierKey.Type.NOTE, KeyFiles.generate(directory.resolve("log"), "second"));
        Log grown = new Log(8);
        assertThat(add(7, grown.consistency(7, 8), grown.checkpoint(8)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void anybodyElseIsRefused() {
        Log grown = new Log(7);
        String good = grown.checkpoint(7);
        assertThat(add(0, List.of(), good.replace(ORIGIN, "elsewhere/1")).statusCode())
                .isEqualTo(404);
        assertThat(add(0, List.of(), good.replace("\n7\n", "\n8\n")).statusCode())
                .isEqualTo(403);
        assertThat(post("nonsense").statusCode()).isEqualTo(400);
        assertThat(post("old 0\n\nnonsense").statusCode()).isEqualTo(400);
        KeyPair stranger = KeyFiles.generate(directory.resolve("stranger"), "first");
        log = new NoteSigner(ORIGIN, VerifierKey.Type.NOTE, stranger);
        assertThat(add(0, List.of(), grown.checkpoint(7)).statusCode()).isEqualTo(403);
    }

    private WitnessServer server() throws IOException {
        return WitnessServer.start(new WitnessServer.Settings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                "witness.example",
                directory.resolve("witness"),
                "whistle.example/audit",
                directory.resolve("log")));
    }

    private HttpResponse<String> add(long old, List<Hash> proof, String checkpoint) {
        return post("old " + old + "\n"
                + proof.stream().map(hash -> hash + "\n").collect(Collectors.joining()) + "\n" + checkpoint);
    }

    private HttpResponse<String> post(String body) {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/add-checkpoint"))
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A log in memory. */
    private final class Log {

        private final List<Hash> leaves = new ArrayList<>();

        private Log(int size) {
            this(size, "");
        }

        private Log(int size, String prefix) {
            for (int index = 0; index < size; index++) {
                leaves.add(Hash.ofLeaf((prefix + index).getBytes(StandardCharsets.UTF_8)));
            }
        }

        String checkpoint(int size) {
            Frontier frontier = new Frontier();
            leaves.subList(0, size).forEach(frontier::append);
            String text = new Checkpoint(ORIGIN, size, frontier.root()).text();
            return new Note(text, List.of(log.sign(text, Instant.EPOCH))).toString();
        }

        List<Hash> consistency(int from, int to) {
            HashReader reader = (height, index) -> {
                Frontier frontier = new Frontier();
                int width = 1 << height;
                leaves.subList((int) index * width, (int) (index + 1) * width).forEach(frontier::append);
                return frontier.root();
            };
            return Consistency.prove(reader, from, to);
        }
    }
}
