package org.whistle.setup.account;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.whistle.setup.CannotStart;

/** The accounts of a pack's {@code accounts.csv}, one row per grant. */
public final class Accounts {

    /** The one password of all demo accounts. */
    public static final String PASSWORD = "demo";

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    private final Map<String, Account> byUsername;

    private Accounts(Map<String, Account> byUsername) {
        this.byUsername = byUsername;
    }

    public static Accounts read(Path file) {
        Map<String, Account> accounts = new LinkedHashMap<>();
        try (CSVParser rows = CSVParser.parse(Files.newBufferedReader(file), FORMAT)) {
            for (CSVRecord row : rows) {
                accounts.merge(row.get("username"), accountOf(row), Accounts::join);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new CannotStart("%s: cannot be read: %s".formatted(file, e.getMessage()), e);
        }
        return new Accounts(accounts);
    }

    private static Account accountOf(CSVRecord row) {
        String unit = row.get("unit");
        List<String> scopes = List.of(row.get("scopes").split(";"));
        Grant grant = new Grant(row.get("role"), scopes, unit.isEmpty() ? null : unit);
        return new Account(row.get("username"), row.get("name"), List.of(grant));
    }

    private static Account join(Account first, Account second) {
        List<Grant> grants = new ArrayList<>(first.grants());
        grants.addAll(second.grants());
        return new Account(first.username(), first.name(), grants);
    }

    public Optional<Account> find(String username) {
        return Optional.ofNullable(byUsername.get(username));
    }

    /** The first account that administers a county; the pack is brought in its name. */
    public Optional<Account> administratorOf(String county) {
        return byUsername.values().stream()
                .filter(account -> account.grants().stream()
                        .anyMatch(grant -> grant.role().equals("ADMIN")
                                && grant.scopes().stream().anyMatch(county::startsWith)))
                .findFirst();
    }

    public Collection<Account> all() {
        return byUsername.values();
    }

    /** The first account of each role, for people who want to look around. */
    public List<Account> oneOfEachRole() {
        Map<String, Account> first = new LinkedHashMap<>();
        byUsername
                .values()
                .forEach(account -> account.grants().forEach(grant -> first.putIfAbsent(grant.role(), account)));
        return List.copyOf(first.values());
    }
}
