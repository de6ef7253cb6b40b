package org.whistle.dispatch.dispatching;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.dispatch.TestDesk;
import org.whistle.events.code.Role;
import org.whistle.kit.reference.ReferenceData;
import org.whistle.testing.DeskTest;
import tools.jackson.databind.JsonNode;

/** Decisions that meet each other over HTTP: one of them counts, and nothing is done twice. */
@DeskTest
class DecisionsIntegrationTests {

    private static final String COUNTY = "350992";
    private static final String TO_WATER = "{\"lead\":\"WATER\"}";

    @LocalServerPort
    private int port;

    @Autowired
    private CommandCenter center;

    @Autowired
    private ReferenceData reference;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    private TestDesk desk;
    private UUID caseId;

    @BeforeEach
    void ticket() {
        desk = new TestDesk(port, COUNTY);
        assertThat(desk.importPack().status()).isEqualTo(200);
        caseId = new OtherDesks(COUNTY, center, reference, transaction).ticketed(null);
    }

    @Test
    void ofTwoDispatchersAtOnceExactlyOneDispatches() {
        List<Integer> statuses = Stream.of("dispatcher", "dispatcher2")
                .map(account -> CompletableFuture.supplyAsync(() ->
                        post(account, "dispatch", TO_WATER, UUID.randomUUID()).status()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .sorted()
                .toList();

        assertThat(statuses).containsExactly(200, 409);
        assertThat(count("case.dispatched.v1")).isEqualTo(1);
        assertThat(shown().path("parts")).hasSize(1);
    }

    @Test
    void aSearchFindsAllWordsInAnySpelling() {
        long all = found("text=井盖缺失");

        assertThat(all).isPositive();
        for (String query : List.of("match=all&text=缺失 井盖", "text=井\u200B盖，缺失", "match=ANY&text=井盖 路灯")) {
            assertThat(found(query)).as(query).isEqualTo(all);
        }
        assertThat(found("text=井盖 路灯")).isZero();
    }

    @Test
    void appealsAreLeafedThrough() {
        JsonNode page =
                desk.get("/appeals?page=3&size=2", desk.grant(Role.DISPATCHER)).body();

        assertThat(page.path("page").asInt()).isEqualTo(3);
        assertThat(page.path("size").asInt()).isEqualTo(2);
        assertThat(page.path("items")).isEmpty();
        assertThat(desk.get("/appeals?page=-1", desk.grant(Role.DISPATCHER)).status())
                .isEqualTo(400);
        assertThat(desk.get("/appeals?stage=lost", desk.grant(Role.DISPATCHER))
                        .body()
                        .toString())
                .contains("FILED")
                .doesNotContain("org.whistle");
    }

    private long found(String query) {
        String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8)
                .replace("%26", "&")
                .replace("%3D", "=");
        return desk.get("/cases?" + encoded, desk.grant(Role.DISPATCHER))
                .body()
                .path("total")
                .asLong();
    }

    @Test
    void aDecisionOnAVersionThatIsGoneChangesNothing() {
        assertThat(post("dispatcher", "file", "{}", UUID.randomUUID()).status()).isEqualTo(200);

        TestDesk.Answer stale =
                post("dispatcher2", "dispatch", "{\"lead\":\"WATER\",\"expectedVersion\":1}", UUID.randomUUID());

        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.body().path("code").asString()).isEqualTo("STALE_VERSION");
        assertThat(shown().path("state").asString()).isEqualTo("TICKETED");
    }

    @Test
    void aKeyBelongsToItsAccount() {
        UUID key = UUID.randomUUID();
        String urging = "{\"note\":\"请尽快\"}";

        for (String account : List.of("dispatcher", "dispatcher2", "dispatcher")) {
            assertThat(post(account, "urge", urging, key).status()).isEqualTo(200);
        }

        assertThat(count("case.urged.v1")).isEqualTo(2);
    }

    private TestDesk.Answer post(String account, String action, String body, UUID key) {
        return desk.post(account, "/cases/" + caseId + "/" + action, body, desk.grant(Role.DISPATCHER), key);
    }

    private JsonNode shown() {
        return desk.get("/cases/" + caseId, desk.grant(Role.DISPATCHER)).body();
    }

    private long count(String type) {
        return jdbc.sql("select count(*) from event where key = :case and type = :type")
                .param("case", caseId.toString())
                .param("type", type)
                .query(Long.class)
                .single();
    }
}
