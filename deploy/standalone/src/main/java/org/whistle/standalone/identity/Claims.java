package org.whistle.standalone.identity;

import java.util.function.BiConsumer;
import org.whistle.setup.account.Account;
import org.whistle.setup.account.Grant;

/** What a token says about an account, besides the subject. */
final class Claims {

    private Claims() {}

    static void add(Account account, BiConsumer<String, Object> claims) {
        claims.accept("preferred_username", account.username());
        claims.accept("name", account.name());
        claims.accept("grants", account.grants().stream().map(Grant::asClaim).toList());
    }
}
