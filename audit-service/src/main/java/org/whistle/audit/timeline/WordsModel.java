package org.whistle.audit.timeline;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.stereotype.Component;
import org.whistle.audit.projection.CaseLog;
import org.whistle.audit.projection.ReadModel;
import org.whistle.events.CaseFacts;
import org.whistle.events.IntakeEvent;
import org.whistle.kit.text.Spelling;

/** What a search for words looks through. Only reports and tickets contain it, so only they update the word index. */
@Component
class WordsModel implements ReadModel {

    private final NamedParameterJdbcTemplate jdbc;

    WordsModel(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "words";
    }

    @Override
    public void follow(List<CaseLog> grown) {
        jdbc.batchUpdate(
                WRITE,
                grown.stream()
                        .filter(log -> log.fresh()
                                .anyMatch(entry -> saysWords(entry.envelope().data())))
                        .flatMap(
                                log -> CaseSummary.of(log.entries()).stream().map(summary -> row(log, summary.facts())))
                        .toArray(SqlParameterSource[]::new));
    }

    @Override
    public void clear() {
        jdbc.getJdbcOperations().execute("truncate case_words");
    }

    private static boolean saysWords(Object data) {
        return data instanceof IntakeEvent.Reported
                || data instanceof IntakeEvent.Registered
                || data instanceof IntakeEvent.TicketFiled;
    }

    private static SqlParameterSource row(CaseLog log, CaseFacts facts) {
        String words = wordsOf(facts);
        return new MapSqlParameterSource("id", log.caseId())
                .addValue("number", facts.caseNumber())
                .addValue("words", words)
                .addValue("grams", TextGrams.of(words));
    }

    private static String wordsOf(CaseFacts facts) {
        return Stream.of(
                        Stream.of(facts.description()).map(Spelling::folded),
                        Stream.ofNullable(facts.address()).map(Spelling::folded),
                        Stream.ofNullable(facts.externalId()).map(Spelling::number))
                .flatMap(each -> each)
                .collect(Collectors.joining(" · "));
    }

    private static final String WRITE = """
            insert into case_words (case_id, case_number, words, grams) values (:id, :number, :words, :grams)
            on conflict (case_id) do update set words = excluded.words, grams = excluded.grams
            where case_words.words <> excluded.words
            """;
}
