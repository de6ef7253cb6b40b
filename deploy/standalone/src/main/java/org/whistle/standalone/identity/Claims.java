package org.whistle.standalone.identity;

import java.util.function.BiConsumer;
import org.whistle.setup.account.Account;
import org.whistle.setup.account.Grant;

/** The claims about an account in tokens, besides the subject. */
final class Claims {

    /** The type of an access token (RFC 9068). */
    static final String ACCESS_TOKEN = "at+jwt";

    private Claims() {}

    /** For an access token. */
    static void add(Account account, BiConsumer<String, Object> claims) {
        addNames(account, claims);
        claims.accept("grants", account.grants().stream().map(Grant::asClaim).toList());
    }

    /** For an ID token, which identifies the account and not its rights. */
    static void addNames(Account account, BiConsumer<String, Object> claims) {
        claims.accept("preferred_username", account.username());
        claims.accept("name", account.name());
    }
}
