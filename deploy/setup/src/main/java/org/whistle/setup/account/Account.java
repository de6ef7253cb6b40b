package org.whistle.setup.account;

import java.util.List;

/** An account, with all its grants. */
public record Account(String username, String name, List<Grant> grants) {

    public Account {
        grants = List.copyOf(grants);
    }
}
