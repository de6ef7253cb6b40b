package org.whistle.standalone.identity;

import java.util.function.BiConsumer;

/** What a token says about an account, besides the subject. */
final class Claims {

    private Claims() {}

    static void add(Account account, BiConsumer<String, Object> claims) {
        claims.accept("preferred_username", account.username());
        claims.accept("name", account.name());
        claims.accept("grants", account.grants().stream().map(Grant::asClaim).toList());
    }
}
