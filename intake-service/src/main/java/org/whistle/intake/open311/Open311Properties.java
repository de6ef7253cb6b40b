package org.whistle.intake.open311;

import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the county shows itself through Open311.
 *
 * @param url the endpoint as clients reach it, through the gateway
 * @param type {@code production}, or {@code test} where nothing is acted upon
 * @param contact how to reach the operator
 * @param keyService how to get a key
 * @param confidentialCategories prefixes of category codes that are neither offered nor shown: disputes, public order
 * @param publicPerMinute calls a minute of all readers without a key together; as many again of callers refused for their key
 */
@ConfigurationProperties("whistle.open311")
public record Open311Properties(
        @DefaultValue("http://localhost:8080/open311/v2") URI url,
        @DefaultValue("production") String type,
        @DefaultValue("县指挥中心 the county command center") String contact,

        @DefaultValue("向安全管理员申请 ask the county's security administrator")
        String keyService,

        @DefaultValue List<String> confidentialCategories,
        @DefaultValue("6000") int publicPerMinute) {

    public Open311Properties {
        confidentialCategories = List.copyOf(confidentialCategories);
    }

    /** Whether cases of a category are kept out of sight. */
    boolean confidential(String category) {
        return confidentialCategories.stream().anyMatch(category::startsWith);
    }
}
