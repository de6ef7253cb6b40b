package org.whistle.setup;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.whistle.setup.pack.CountyPack;
import org.whistle.setup.pack.PackImport;
import org.whistle.setup.realm.Realm;
import tools.jackson.databind.json.JsonMapper;

/** Imports the county pack, with a client that exists only for that. */
final class PackStep {

    private PackStep() {}

    static void in(Surroundings surroundings) throws IOException, InterruptedException {
        CountyPack pack = surroundings.pack();
        URI dispatch = URI.create(surroundings.required("DISPATCH_URL"));
        String outcome =
                new PackImport(dispatch, token(surroundings)).bring(pack).orElse("in force");
        System.out.println("pack %s: %s".formatted(pack.name(), outcome));
    }

    private static String token(Surroundings surroundings) throws IOException, InterruptedException {
        URI address = URI.create(surroundings.issuer() + "/protocol/openid-connect/token");
        String form = "grant_type=client_credentials&client_id=" + Realm.SETUP_CLIENT + "&client_secret="
                + URLEncoder.encode(Preparation.ownSecret(surroundings), StandardCharsets.UTF_8);
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(form))
                                .build(),
                        BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new CannotStart(
                    "identity provider: answers %d at %s: %s".formatted(answer.statusCode(), address, answer.body()));
        }
        return JsonMapper.shared().readTree(answer.body()).path("access_token").asString();
    }
}
