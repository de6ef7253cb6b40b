package org.whistle.gateway.routes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which addresses are one caller. */
class CallLimitsTests {

    @Test
    void anIpv4AddressIsOneCallerAndOfIpv6TheNetwork() {
        assertThat(CallLimits.networkOf("192.0.2.1")).isNotEqualTo(CallLimits.networkOf("192.0.2.2"));
        assertThat(CallLimits.networkOf("2001:db8:1:2::1")).isEqualTo(CallLimits.networkOf("2001:db8:1:2:ffff::9"));
        assertThat(CallLimits.networkOf("2001:db8:1:2::1")).isNotEqualTo(CallLimits.networkOf("2001:db8:1:3::1"));
        assertThat(CallLimits.networkOf("192.0.2.1:5678")).isEqualTo("192.0.2.1:5678");
    }
}
