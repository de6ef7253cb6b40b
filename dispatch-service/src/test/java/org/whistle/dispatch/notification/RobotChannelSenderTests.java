package org.whistle.dispatch.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Signatures as others compute them, and texts that fit. */
class RobotChannelSenderTests {

    /** The secret of DingTalk's own example; the values by Python's {@code hmac} and by {@code openssl dgst}. */
    @Test
    void aDingTalkAddressCarriesTimeAndSignature() {
        assertThat(RobotChannelSender.dingTalk(
                        URI.create("https://oapi.dingtalk.com/robot/send?access_token=x"),
                        "this is secret",
                        1_700_000_000_000L))
                .hasToString("https://oapi.dingtalk.com/robot/send?access_token=x&timestamp=1700000000000"
                        + "&sign=sSFWELbV2YwjdDQhWZwTcWlX5BWUx5J6TPpsZmuPii0%3D");
    }

    @Test
    void whatBase64AndAddressesBothUseIsEncoded() {
        assertThat(RobotChannelSender.dingTalk(
                        URI.create("https://robots.example/send"), "this is secret", 1_700_000_000_001L))
                .hasToString("https://robots.example/send?timestamp=1700000000001"
                        + "&sign=aOZ0Y%2FR7BCg4xs87AcG5MYf26YmwfVRTLD0z3X%2Bp%2FmM%3D");
    }

    @Test
    void aLongTextIsCutBetweenCharacters() {
        assertThat(RobotChannelSender.shortened("井盖😀", 6)).isEqualTo("井盖");
        assertThat(RobotChannelSender.shortened("井盖😀", 9)).isEqualTo("井盖");
        assertThat(RobotChannelSender.shortened("井盖😀", 10)).isEqualTo("井盖😀");
        assertThat(RobotChannelSender.shortened("井".repeat(3_000), 2_000).getBytes(StandardCharsets.UTF_8))
                .hasSize(1_998);
    }
}
