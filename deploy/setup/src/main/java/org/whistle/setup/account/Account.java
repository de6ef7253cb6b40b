package org.whistle.setup.account;

import java.util.List;

/** Somebody who can sign in, with everything they may do. */
public record Account(String username, String name, List<Grant> grants) {

    public Account {
        grants = List.copyOf(grants);
    }
}
