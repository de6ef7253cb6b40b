package org.whistle.setup.pack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.whistle.setup.CannotStart;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Brings a pack into dispatch, which tells the other desks; does nothing when it is there already. */
public final class PackImport {

    private static final int LONGEST_ANSWER = 500;

    private final URI dispatch;
    private final String token;
    private final HttpClient client = HttpClient.newHttpClient();

    public PackImport(URI dispatch, String token) {
        this.dispatch = dispatch;
        this.token = token;
    }

    /** Answers whether anything was imported. */
    public boolean bring(CountyPack pack) throws IOException, InterruptedException {
        URI address = dispatch.resolve("/api/dispatch/reference/packs/" + pack.county());
        byte[] zip = pack.zip();
        if (isThere(address, sha256(zip))) {
            return false;
        }
        HttpResponse<String> answer = send(HttpRequest.newBuilder(address)
                .header("Content-Type", "application/zip")
                .PUT(BodyPublishers.ofByteArray(zip)));
        if (answer.statusCode() / 100 != 2) {
            String text = answer.body().substring(0, Math.min(answer.body().length(), LONGEST_ANSWER));
            throw new CannotStart("pack %s is refused by dispatch-service (%d): %s"
                    .formatted(pack.name(), answer.statusCode(), text));
        }
        return true;
    }

    private boolean isThere(URI address, String sha256) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(address).GET());
        if (answer.statusCode() != 200) {
            return false;
        }
        try {
            return JsonMapper.shared()
                    .readTree(answer.body())
                    .path("sha256")
                    .asString("")
                    .equals(sha256);
        } catch (JacksonException e) {
            return false;
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.header("Authorization", "Bearer " + token).build(), BodyHandlers.ofString());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
