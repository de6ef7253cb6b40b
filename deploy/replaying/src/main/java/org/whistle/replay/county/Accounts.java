package org.whistle.replay.county;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** The accounts of a pack by role and place. */
public final class Accounts {

    private final List<Account> accounts;

    Accounts(List<Account> accounts) {
        this.accounts = List.copyOf(accounts);
    }

    /**
     * Draws one of those who have the role over the place, none of {@code others} if there is a choice.
     *
     * @param code of a grid, or of a larger area that has to be covered as a whole
     */
    public String draw(String role, String code, RandomGenerator random, String... others) {
        List<String> able = accounts.stream()
                .filter(account -> account.role().equals(role) && account.covers(code))
                .map(Account::username)
                .toList();
        List<String> wanted = able.stream()
                .filter(username -> !Arrays.asList(others).contains(username))
                .toList();
        List<String> choice = wanted.isEmpty() ? able : wanted;
        if (choice.isEmpty()) {
            throw new IllegalArgumentException(role + ": no account covers " + code);
        }
        return choice.get(random.nextInt(choice.size()));
    }

    /** The account of a unit. */
    public String ofUnit(String unit) {
        return accounts.stream()
                .filter(account ->
                        account.role().equals("DEPARTMENT") && account.unit().equals(unit))
                .map(Account::username)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(unit + ": no account of this unit"));
    }

    /** The units that have an account. */
    public List<String> units() {
        return accounts.stream()
                .filter(account -> account.role().equals("DEPARTMENT"))
                .map(Account::unit)
                .toList();
    }
}
