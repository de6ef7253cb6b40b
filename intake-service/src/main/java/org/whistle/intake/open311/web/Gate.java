package org.whistle.intake.open311.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.whistle.intake.integration.Integration;
import org.whistle.intake.integration.Integrations;
import org.whistle.intake.integration.RateLimits;
import org.whistle.intake.open311.Jurisdictions;
import org.whistle.intake.open311.Open311Exception;
import org.whistle.intake.open311.Open311Properties;
import org.whistle.intake.open311.ServiceRequests.Viewer;

/**
 * Identifies the caller by the {@code api_key} and limits the rate. Readers without a key share one allowance; the gateway
 * gives each of their addresses a part of it. Calls refused for their key do not count against that allowance.
 */
@Component
class Gate {

    private static final String PUBLIC = "public";
    private static final String REFUSED = "refused";

    private final Integrations integrations;
    private final RateLimits limits;
    private final Jurisdictions jurisdictions;
    private final Open311Properties properties;

    Gate(Integrations integrations, RateLimits limits, Jurisdictions jurisdictions, Open311Properties properties) {
        this.integrations = integrations;
        this.limits = limits;
        this.jurisdictions = jurisdictions;
        this.properties = properties;
    }

    /**
     * Lets a call in.
     *
     * @throws Open311Exception 403 for a key that opens nothing, 429 beyond the limit, 400 or 404 for the jurisdiction
     */
    Viewer admit(HttpServletRequest request, HttpServletResponse response) {
        Integration integration = integrationOf(request, response);
        return new Viewer(integration, jurisdictions.find(argument(request, "jurisdiction_id")), localeOf(request));
    }

    private @Nullable Integration integrationOf(HttpServletRequest request, HttpServletResponse response) {
        String key = argument(request, "api_key");
        if (key == null && !request.getMethod().equals("POST")) {
            take(PUBLIC, properties.publicPerMinute(), response);
            return null;
        }
        Integration integration =
                key == null ? null : integrations.authenticate(key).orElse(null);
        if (integration == null) {
            take(REFUSED, properties.publicPerMinute(), response);
            throw Open311Exception.of(403, key == null ? "KEY_REQUIRED" : "WRONG_KEY", "api_key");
        }
        take("integration:" + integration.code(), integration.perMinute(), response);
        return integration;
    }

    private void take(String caller, int perMinute, HttpServletResponse response) {
        RateLimits.Allowance allowance = limits.take(caller, perMinute);
        response.setHeader("RateLimit-Policy", "\"open311\";q=" + allowance.limit() + ";w=60");
        response.setHeader("RateLimit", "\"open311\";r=" + allowance.remaining() + ";t=" + allowance.resetSeconds());
        if (!allowance.granted()) {
            response.setHeader("Retry-After", String.valueOf(allowance.resetSeconds()));
            throw Open311Exception.of(429, "TOO_OFTEN", null);
        }
    }

    static @Nullable String argument(HttpServletRequest request, String name) {
        String[] values = request.getParameterMap().get(name);
        return values == null || values.length == 0 || values[0].isBlank() ? null : values[0].strip();
    }

    static Locale localeOf(HttpServletRequest request) {
        String accepted = request.getHeader("Accept-Language");
        return accepted != null && accepted.toLowerCase(Locale.ROOT).startsWith("en")
                ? Locale.ENGLISH
                : Locale.SIMPLIFIED_CHINESE;
    }
}
